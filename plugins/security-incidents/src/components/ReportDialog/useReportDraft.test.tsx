import { act, renderHook } from '@testing-library/react';
import { useReportDraft } from './useReportDraft';

const ADA = 'user:default/ada';
const BOB = 'user:default/bob';

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

const open = (author?: string) =>
  renderHook(
    (props: { author?: string }) => useReportDraft(undefined, props.author),
    { initialProps: { author } },
  );
type Dialog = ReturnType<typeof open>;
const type = (dialog: Dialog, text: string, sensitive = false) =>
  act(() => dialog.result.current.change({ text, sensitive }));
const keep = (dialog: Dialog) => act(() => dialog.result.current.keep());
const everythingStored = () =>
  JSON.stringify(localStorage) + JSON.stringify(sessionStorage);

describe('the draft of a report', () => {
  it('that was not sent is there again for who wrote it, and for nobody else', () => {
    const dialog = open(ADA);
    type(dialog, 'Of Ada');
    keep(dialog);
    expect(dialog.result.current.kept).toBe(true);
    dialog.unmount();
    expect(open(BOB).result.current.draft.text).toBe('');
    expect(open(undefined).result.current.draft.text).toBe('');
    expect(open(ADA).result.current.draft.text).toBe('Of Ada');
  });

  it.each([false, true])(
    'leaves no trace in the browser while the author is unknown (sensitive: %s)',
    sensitive => {
      const dialog = open(undefined);
      type(dialog, 'Of whom?', sensitive);
      keep(dialog);
      type(dialog, 'Of whom? And more.', sensitive);
      expect(dialog.result.current.kept).toBe(false);
      expect(dialog.result.current.draft.text).toBe('Of whom? And more.');
      expect(everythingStored()).toBe('{}{}');
    },
  );

  it('that could not be sent is kept as soon as the author is known', () => {
    const dialog = open(undefined);
    type(dialog, 'Before it was known');
    keep(dialog);
    dialog.rerender({ author: ADA });
    expect(dialog.result.current.kept).toBe(true);
    expect(dialog.result.current.draft.text).toBe('Before it was known');
    dialog.unmount();
    expect(open(BOB).result.current.draft.text).toBe('');
    expect(open(ADA).result.current.draft.text).toBe('Before it was known');
  });

  it('counts what was typed before the author was known, and forgets only what was sent', () => {
    const before = open(ADA);
    type(before, 'Of yesterday');
    keep(before);
    before.unmount();
    const dialog = open(undefined);
    type(dialog, 'Of today');
    dialog.rerender({ author: ADA });
    expect(dialog.result.current.draft.text).toBe('Of today');
    act(() => dialog.result.current.forget());
    dialog.unmount();
    expect(open(ADA).result.current.draft.text).toBe('Of yesterday');
  });

  it('removes what all shared in an older release', () => {
    localStorage.setItem(
      'security-incidents.draft.somebody.report.any',
      JSON.stringify({ text: 'Of somebody else' }),
    );
    expect(open(ADA).result.current.draft.text).toBe('');
    expect(everythingStored()).toBe('{}{}');
  });
});
