import type { SecurityIncidentsApi } from 'backstage-plugin-security-incidents-common';
import { toShownTexts, withShownTexts } from './shownTexts';

describe('texts that are shown', () => {
  it('have codes for what names hide, and for direction controls in other texts', () => {
    expect(
      toShownTexts({
        title: 'pay\u202Estnem',
        planTitle: 'Leak\u200Bed',
        summary: 'a\u202Eb\n\u200Fc',
        count: 1,
        roles: [{ name: 'x\u2060y' }],
        data: { title: { from: 'a\u200Bb', to: 'ab' } },
      }),
    ).toEqual({
      title: 'pay[U+202E]stnem',
      planTitle: 'Leak[U+200B]ed',
      summary: 'a[U+202E]b\n\u200Fc',
      count: 1,
      roles: [{ name: 'x[U+2060]y' }],
      data: { title: { from: 'a[U+200B]b', to: 'ab' } },
    });
  });

  it('come from every call, but files stay as they are', async () => {
    class Api {
      #title = 'a\u202Eb';
      async getIncident() {
        return { title: this.#title };
      }
      async exportCoverage() {
        return this.#title;
      }
    }
    const api = withShownTexts(new Api() as unknown as SecurityIncidentsApi);
    expect(await api.getIncident('SEC-2026-0001')).toEqual({
      title: 'a[U+202E]b',
    });
    expect(await api.exportCoverage('csv')).toBe('a\u202Eb');
  });
});
