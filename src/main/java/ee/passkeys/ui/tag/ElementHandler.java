// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui.tag;

import jakarta.faces.component.UIComponent;
import jakarta.faces.component.UIOutput;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.view.facelets.ComponentConfig;
import jakarta.faces.view.facelets.ComponentHandler;
import jakarta.faces.view.facelets.FaceletContext;
import jakarta.faces.view.facelets.MetaRuleset;
import jakarta.faces.view.facelets.TagAttribute;
import jakarta.faces.view.facelets.TagException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tag of Facelets for the custom element of its name, whose attributes it takes; {@code id}, {@code binding} and {@code rendered} are those of
 * Faces. Expressions are evaluated when the view is built, as in the core tags.
 */
public final class ElementHandler extends ComponentHandler {

    private static final List<String> OF_FACES = List.of("id", "binding", "rendered");

    private final String element;
    private final List<TagAttribute> attributes;

    /**
     * One for each use, made by Faces.
     *
     * @param config the tag in the page
     * @throws TagException if the element cannot have one of its attributes
     */
    public ElementHandler(ComponentConfig config) {
        super(config);
        element = "passkey-" + tag.getLocalName();
        attributes = Stream.of(tag.getAttributes().getAll())
                .filter(attribute -> !OF_FACES.contains(attribute.getLocalName()))
                .toList();
        for (TagAttribute attribute : attributes) {
            if (!Element.canHave(attribute.getLocalName())) {
                throw new TagException(
                        tag, "<" + element + "> cannot have the attribute \"" + attribute.getLocalName() + "\".");
            }
        }
    }

    @Override
    protected MetaRuleset createMetaRuleset(@SuppressWarnings("rawtypes") Class type) {
        MetaRuleset rules = super.createMetaRuleset(type);
        attributes.forEach(attribute -> rules.ignore(attribute.getLocalName()));
        return rules;
    }

    @Override
    public void onComponentCreated(FaceletContext context, UIComponent component, UIComponent parent) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        attributes.forEach(attribute -> values.put(attribute.getLocalName(), attribute.getObject(context)));
        Element html = new Element(element, values);
        ExternalContext request = context.getFacesContext().getExternalContext();
        boolean first = request.getRequestMap().put(Element.WRITTEN, true) == null;
        component.getAttributes().put("escape", false);
        ((UIOutput) component).setValue(first ? html.htmlWithHead(request.getRequestContextPath()) : html.html());
    }
}
