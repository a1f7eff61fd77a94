import {
  type DraftPlace,
  forgetDraft,
  keepDraft,
  readDraft,
  tidyDrafts,
} from './drafts';

const DAY_MS = 24 * 60 * 60_000;
const NOW = new Date('2026-11-23T10:20:00.000Z');

const place = (changes: Partial<DraftPlace> = {}): DraftPlace => ({
  name: 'step.incident-1',
  author: 'user:default/ada',
  sessionOnly: false,
  ...changes,
});
const stores = [
  ['lasting', localStorage, false],
  ['session', sessionStorage, true],
] as const;

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  jest.useFakeTimers({ now: NOW });
});
afterEach(() => jest.useRealTimers());

describe('drafts in the browser', () => {
  it.each(stores)(
    'keep two people apart in the %s storage',
    (_name, _store, sessionOnly) => {
      const ada = place({ sessionOnly });
      const bob = place({ sessionOnly, author: 'user:default/bob' });
      keepDraft(ada, { text: 'Of Ada' });
      expect(readDraft(bob)).toBeUndefined();
      keepDraft(bob, { text: 'Of Bob' });
      expect(readDraft(ada)).toMatchObject({ text: 'Of Ada' });
      forgetDraft(bob);
      expect(readDraft(ada)).toMatchObject({ text: 'Of Ada' });
    },
  );

  it.each(stores)(
    'of an unknown author are not in the %s storage',
    (_name, store, sessionOnly) => {
      const nobody = place({ sessionOnly, author: undefined });
      expect(keepDraft(nobody, { text: 'Of whom?' })).toBeUndefined();
      expect(store).toHaveLength(0);
      store.setItem(
        'security-incidents.draft.somebody.step.incident-1',
        JSON.stringify({ text: 'Of somebody else' }),
      );
      expect(readDraft(nobody)).toBeUndefined();
    },
  );

  it.each(stores)(
    'that were shared by all in the %s storage are removed, and nothing else is',
    (_name, store, sessionOnly) => {
      store.setItem(
        'security-incidents.draft.somebody.report.any',
        JSON.stringify({ text: 'Of somebody else' }),
      );
      store.setItem('security-incidents.keys', 'off');
      store.setItem('another.plugin.draft', '{}');
      keepDraft(place({ sessionOnly }), { text: 'Of Ada' });
      tidyDrafts();
      expect(JSON.stringify(store)).not.toContain('Of somebody else');
      expect(store).toHaveLength(3);
    },
  );

  it.each(stores)(
    'end after seven days in the %s storage, whoever wrote them',
    (_name, store, sessionOnly) => {
      const draft = { text: 'Of Ada' };
      expect(keepDraft(place({ sessionOnly }), draft)).toBe(NOW.getTime());
      jest.setSystemTime(NOW.getTime() + 7 * DAY_MS - 1);
      tidyDrafts();
      expect(readDraft(place({ sessionOnly }))).toMatchObject(draft);
      jest.setSystemTime(NOW.getTime() + 7 * DAY_MS);
      expect(readDraft(place({ sessionOnly }))).toBeUndefined();
      tidyDrafts();
      expect(store).toHaveLength(0);
    },
  );

  it('without a time are of an older release, and their seven days begin', () => {
    localStorage.setItem(
      'security-incidents.draft.user:default/ada.step.incident-1',
      JSON.stringify({ text: 'Of Ada' }),
    );
    tidyDrafts();
    expect(readDraft(place())).toEqual({
      text: 'Of Ada',
      keptAt: NOW.getTime(),
    });
    jest.setSystemTime(NOW.getTime() + 7 * DAY_MS);
    tidyDrafts();
    expect(localStorage).toHaveLength(0);
  });

  it('that cannot be read are removed', () => {
    localStorage.setItem(
      'security-incidents.draft.user:default/ada.step.incident-1',
      'half a',
    );
    expect(readDraft(place())).toBeUndefined();
    tidyDrafts();
    expect(localStorage).toHaveLength(0);
  });

  it('leave the lasting storage when what they are about becomes restricted', () => {
    keepDraft(place(), { text: 'Of Ada' });
    expect(readDraft(place({ sessionOnly: true }))).toMatchObject({
      text: 'Of Ada',
    });
    expect(localStorage).toHaveLength(0);
  });
});
