// SPDX-License-Identifier: Apache-2.0
import { language } from './messages.js';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A day, such as `24 Nov 2026`, in the page's language. */
export function day(iso) {
  return written(iso, { dateStyle: 'medium' });
}

/** A day with the time. */
export function moment(iso, dateStyle = 'long') {
  return written(iso, { dateStyle, timeStyle: 'short' });
}

/** A time to come, such as `in 30 seconds`. */
export function fromNow(seconds) {
  const [size, unit] = seconds < 2 * MINUTE ? [1, 'second'] : [MINUTE, 'minute'];
  return new Intl.RelativeTimeFormat(language()).format(Math.ceil(seconds / size), unit);
}

/** How long ago, for a week; the day before that. */
export function sinceWhen(iso, justNow) {
  const seconds = (Date.now() - Date.parse(iso)) / 1000;
  if (!(seconds < 7 * DAY)) {
    return day(iso);
  }
  if (seconds < MINUTE) {
    return justNow;
  }
  const [size, unit] = seconds < HOUR ? [MINUTE, 'minute'] : seconds < DAY ? [HOUR, 'hour'] : [DAY, 'day'];
  return new Intl.RelativeTimeFormat(language(), { numeric: 'auto' }).format(-Math.floor(seconds / size), unit);
}

function written(iso, style) {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? '' : new Intl.DateTimeFormat(language(), style).format(date);
}
