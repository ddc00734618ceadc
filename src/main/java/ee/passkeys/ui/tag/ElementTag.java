// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui.tag;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.jsp.JspException;
import jakarta.servlet.jsp.PageContext;
import jakarta.servlet.jsp.tagext.DynamicAttributes;
import jakarta.servlet.jsp.tagext.SimpleTagSupport;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tag of JSP for a custom element, whose attributes it takes. */
abstract class ElementTag extends SimpleTagSupport implements DynamicAttributes {

    private final String element;
    private final Map<String, @Nullable Object> attributes = new LinkedHashMap<>();

    ElementTag(String element) {
        this.element = element;
    }

    /** Takes an attribute of the element; one of another name is a mistake of the page. */
    @Override
    public void setDynamicAttribute(@Nullable String namespace, String name, @Nullable Object value)
            throws JspException {
        if (!Element.canHave(name)) {
            throw new JspException("<" + element + "> cannot have the attribute \"" + name + "\".");
        }
        attributes.put(name, value);
    }

    /** Writes the element, the first time in a request with the style sheet and the script. */
    @Override
    public void doTag() throws IOException {
        Element html = new Element(element, attributes);
        PageContext page = (PageContext) getJspContext();
        HttpServletRequest request = (HttpServletRequest) page.getRequest();
        boolean first = request.getAttribute(Element.WRITTEN) == null;
        request.setAttribute(Element.WRITTEN, true);
        page.getOut().write(first ? html.htmlWithHead(request.getContextPath()) : html.html());
    }
}
