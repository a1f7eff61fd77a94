import { showHiddenCharacters } from 'backstage-plugin-security-incidents-common';

/** HTML that needs no escaping any more. */
export class Html {
  constructor(readonly text: string) {}
}

const LINE_BREAKS_AND_TABS = /([\t\r\n])/;

/** The text with codes in place of hidden characters, so that a name cannot pass for another one. */
function toShown(text: string): string {
  return text
    .split(LINE_BREAKS_AND_TABS)
    .map((part, index) => (index % 2 === 1 ? part : showHiddenCharacters(part)))
    .join('');
}

type Value = string | number | undefined | false | Html | readonly Html[];

function escape(value: Value): string {
  if (value === undefined || value === false) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map(({ text }) => text).join('');
  return toShown(String(value)).replace(
    /[&<>"']/g,
    character => `&#${character.charCodeAt(0)};`,
  );
}

/** HTML with values that are escaped, unless they are HTML themselves. */
export function markup(
  strings: TemplateStringsArray,
  ...values: Value[]
): Html {
  return new Html(
    strings.reduce(
      (text, string, index) => text + escape(values[index - 1]) + string,
    ),
  );
}
