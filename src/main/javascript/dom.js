// SPDX-License-Identifier: Apache-2.0
// Nodes are built, never parsed: whatever a label or a name holds, it stays text.

/** Makes an element: `attributes` as they stand (`false` and `undefined` leave one out), `children` nodes or texts. */
export function element(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

/** Makes a button that does not submit the form around it. */
export function button(attributes, onClick, ...children) {
  const made = element('button', { type: 'button', ...attributes }, ...children);
  made.addEventListener('click', onClick);
  return made;
}

const SVG = 'http://www.w3.org/2000/svg';

// Drawn for this project, on 24 × 24, in the color of the text around.
const ICONS = {
  key: ['M13.5 9.2a4.7 4.7 0 1 1-9.4 0 4.7 4.7 0 0 1 9.4 0Z', 'm12.2 12.5 7.3 7.3', 'm16.6 16.9 2.2-2.2'],
  person: ['M9.4 11a3.7 3.7 0 1 0 0-7.4 3.7 3.7 0 0 0 0 7.4Z', 'M2.6 20c.3-3.8 3-6.2 6.8-6.2.8 0 1.5.1 2.2.3', 'M20.6 13.4a2.9 2.9 0 1 1-5.8 0 2.9 2.9 0 0 1 5.8 0Z', 'M17.7 16.3v5.2M17.7 19.2h2'],
  cloud: ['M7 18.5a4 4 0 0 1-.6-7.9 5.6 5.6 0 0 1 10.8-1.1A4.5 4.5 0 0 1 17 18.5Z', 'm9.3 14 1.9 1.9 3.6-3.7'],
  device: ['M7.5 3.5h9a1 1 0 0 1 1 1v15a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-15a1 1 0 0 1 1-1Z', 'M10.8 17.5h2.4'],
  pencil: ['m4.5 19.5.9-3.8L16 5.1a1.6 1.6 0 0 1 2.3 0l.6.6a1.6 1.6 0 0 1 0 2.3L8.3 18.6Z', 'm14 7.1 2.9 2.9'],
  bin: ['M5 7h14', 'M9.5 7V5.2c0-.4.3-.7.7-.7h3.6c.4 0 .7.3.7.7V7', 'm7 7 .8 11.6c0 .5.4.9.9.9h6.6c.5 0 .9-.4.9-.9L17 7', 'M10.3 10.8v5M13.7 10.8v5'],
};

/** Makes an element of a drawing. */
export function shape(name, attributes, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

/** Draws one of our icons; for the eye only, the words beside it say the same. */
export function icon(name, size = 20) {
  const svg = shape('svg', {
    class: `passkey-icon passkey-icon-${name}`,
    viewBox: '0 0 24 24',
    width: size,
    height: size,
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': 1.75,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
    'aria-hidden': 'true',
    focusable: 'false',
  });
  svg.append(...ICONS[name].map((d) => shape('path', { d })));
  return svg;
}

/** The sign of a provider: its own image if it comes as data, else the first letter of its name, else a key. */
export function providerSign(provider) {
  if (/^data:image\/(svg\+xml|png|webp)[;,]/.test(provider?.icon ?? '')) {
    return element('span', { class: 'passkey-sign', 'aria-hidden': 'true' },
      element('img', { class: 'passkey-sign-image', src: provider.icon, alt: '', width: 28, height: 28 }));
  }
  const name = provider?.name?.trim();
  return name
    ? element('span', { class: `passkey-sign passkey-tint-${tint(name)}`, 'aria-hidden': 'true' }, firstLetter(name))
    : element('span', { class: 'passkey-sign', 'aria-hidden': 'true' }, icon('key', 24));
}

const TINTS = 6;

function tint(name) {
  return Array.from(name).reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 9973, 7) % TINTS;
}

function firstLetter(name) {
  return Array.from(name)[0].toUpperCase();
}

function filled(node, attributes, children = []) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) {
      node.setAttribute(name, value === true ? '' : value);
    }
  }
  node.append(...children);
  return node;
}
