// SPDX-License-Identifier: Apache-2.0
import { ours } from './base.js';
import { ENGLISH } from './english.js';

// The languages that the server has a file for. Where an operator gives others, the server writes them here.
const SERVED = ['ar', 'de', 'es', 'fr', 'it', 'ja', 'nl', 'pl', 'pt'];

// How long the page waits for its language, in milliseconds: then it speaks English.
const PATIENCE = 5000;

const RIGHT_TO_LEFT = ['Arab', 'Hebr', 'Syrc', 'Thaa', 'Nkoo', 'Adlm'];

/** The page's own sentences by language, such as `messages.de['sign-in']`: before those of the server. A page may add a language. */
export const messages = Object.fromEntries(['en', ...SERVED].map((name) => [name, {}]));

const loaded = {};
const loads = {};
const folders = ['texts'];

/** The language of the texts, such as `de` or `en-GB`: the page's own (`<html lang>`); where it names none, the reader's first that we have. */
export function language() {
  const page = document.documentElement.lang;
  return page ? (names(page).some(has) ? names(page)[0] : 'en') : languageOfReader();
}

/** The first language of the reader that we have, else `en`. */
export function languageOfReader() {
  return navigator.languages?.flatMap((tag) => names(tag).slice(0, 1)).find((tag) => names(tag).some(has)) ?? 'en';
}

/** Which way the texts run: `ltr` or `rtl`. */
export function direction() {
  return RIGHT_TO_LEFT.includes(new Intl.Locale(language()).maximize().script) ? 'rtl' : 'ltr';
}

/** Does something once the texts are here: at once where none have to be fetched, and also where they do not come. */
export function withTexts(action) {
  const name = served();
  if (!name || loaded[name]) {
    action();
  } else {
    loads[name] ??= load(name);
    loads[name].then(action);
  }
}

/** Has further sentences loaded, too: those of another folder, in English until then. To be called before anything waits for the texts. */
export function alsoFrom(folder, english) {
  folders.unshift(folder);
  Object.assign(ENGLISH, english);
}

function served() {
  return names(language()).find((name) => SERVED.includes(name));
}

async function load(name) {
  try {
    loaded[name] = Object.assign({}, ...(await Promise.all(folders.map((folder) => sentencesOf(folder, name)))));
  } catch (error) {
    console.info(`The texts in this language cannot be had: ${name}: ${error.message}`);
    SERVED.splice(SERVED.indexOf(name), 1);
  }
}

async function sentencesOf(folder, name) {
  const response = await fetch(ours(`${folder}/${name}.json`), { signal: AbortSignal.timeout(PATIENCE) });
  return Object.fromEntries(Object.entries(await response.json()).filter(([, value]) => typeof value === 'string'));
}

function has(name) {
  return name === 'en' || SERVED.includes(name) || Object.keys(messages[name] ?? {}).length > 0;
}

// `pt-BR`, then its texts by name: `pt-br`, `pt`. None for what is no language.
function names(tag) {
  try {
    const [canonical] = Intl.getCanonicalLocales(tag.replaceAll('_', '-'));
    return [...new Set([canonical, canonical.toLowerCase(), canonical.split('-')[0]])];
  } catch {
    return [];
  }
}

/**
 * The sentence for a key, with `{name}` replaced by `values.name`; the key itself where no table has it. Where there is a `count`, a table may
 * have a sentence for each plural form of its language, such as `codes-left-one`, or `codes-left-few` in Polish.
 */
export function text(key, values = {}) {
  return fill(sentence(...forms(key, values.count), key) ?? key, values);
}

/** Whether there is a sentence for a key. */
export function knows(key) {
  return sentence(key) !== undefined;
}

function forms(key, count) {
  return count === undefined ? [] : [`${key}-${new Intl.PluralRules(language()).select(count)}`];
}

/** Replaces each `{name}` by `values.name`. */
export function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(values, name) ? String(values[name]) : whole));
}

/** The first of the keys that the first table has which has any. */
function sentence(...keys) {
  const own = names(language()).flatMap((name) => [messages[name], loaded[name]]);
  const table = [...own, ENGLISH].find((each) => each && keys.some((key) => Object.hasOwn(each, key)));
  return table?.[keys.find((key) => Object.hasOwn(table, key))];
}
