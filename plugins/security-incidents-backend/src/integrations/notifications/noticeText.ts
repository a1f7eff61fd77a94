import { showHiddenCharacters } from 'backstage-plugin-security-incidents-common';

/**
 * What somebody wrote, for a notification: in one line, with codes in place of hidden characters, so that a name cannot pass for
 * another one, and without angle brackets. The platform's mail puts a description into HTML as it is, and Slack reads `<!channel>`
 * and `<https://example.com|text>` as its own markup.
 */
export function toNoticeText(text: string): string {
  return showHiddenCharacters(text.trim().split(/\s+/).join(' '))
    .replaceAll('<', '‹')
    .replaceAll('>', '›');
}
