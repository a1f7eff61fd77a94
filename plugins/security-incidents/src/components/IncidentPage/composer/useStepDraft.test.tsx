import { act, renderHook } from '@testing-library/react';
import type { Incident } from 'backstage-plugin-security-incidents-common';
import { testIncident } from '../testIncident';
import { useStepDraft } from './useStepDraft';

const ADA = 'user:default/ada';
const BOB = 'user:default/bob';

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

const open = (author?: string, incident: Incident = testIncident()) =>
  renderHook(
    (props: { author?: string }) => useStepDraft(incident, props.author),
    { initialProps: { author } },
  );
const type = (page: ReturnType<typeof open>, text: string) =>
  act(() => page.result.current.change({ text }));
const everythingStored = () =>
  JSON.stringify(localStorage) + JSON.stringify(sessionStorage);

describe('the draft of a step', () => {
  it('is there again for who wrote it, and for nobody else', () => {
    const page = open(ADA);
    type(page, 'Of Ada');
    page.unmount();
    expect(open(BOB).result.current.draft.text).toBe('');
    expect(open(undefined).result.current.draft.text).toBe('');
    expect(open(ADA).result.current.draft.text).toBe('Of Ada');
  });

  it.each(['open', 'restricted'] as const)(
    'leaves no trace in the browser while the author of an %s incident is unknown',
    visibility => {
      const page = open(undefined, testIncident({ visibility }));
      type(page, 'Of whom?');
      expect(page.result.current.draft.text).toBe('Of whom?');
      expect(page.result.current.draft.keptAt).toBeUndefined();
      expect(everythingStored()).toBe('{}{}');
      act(() => page.result.current.clear());
      page.unmount();
      expect(everythingStored()).toBe('{}{}');
    },
  );

  it('is put aside when something else is begun, and comes back after it', () => {
    const page = open(ADA);
    const correction = {
      kind: 'analysis' as const,
      text: 'It was the other host',
      corrects: { id: 's', seq: 5, performedAt: '2026-11-25T12:00:00.000Z' },
    };
    act(() => page.result.current.begin(correction));
    act(() =>
      page.result.current.begin({
        kind: 'communication',
        audience: 'management',
      }),
    );
    expect(page.result.current.draft).toMatchObject({
      kind: 'communication',
      text: '',
      corrects: undefined,
    });
    type(page, 'All is well');
    page.unmount();

    const again = open(ADA);
    expect(again.result.current.draft).toMatchObject({
      text: 'All is well',
      aside: [correction],
    });
    act(() => again.result.current.clear());
    expect(again.result.current.draft).toMatchObject(correction);
    expect(again.result.current.draft.audience).toBeUndefined();
    act(() => again.result.current.clear());
    expect(again.result.current.draft.text).toBe('');
    expect(everythingStored()).toBe('{}{}');
  });

  it('is kept under the key of the author as soon as they are known', () => {
    const page = open(undefined);
    type(page, 'Before it was known');
    page.rerender({ author: ADA });
    expect(page.result.current.draft.text).toBe('Before it was known');
    expect(page.result.current.draft.keptAt).toEqual(expect.any(Number));
    page.unmount();
    expect(open(BOB).result.current.draft.text).toBe('');
    expect(open(ADA).result.current.draft.text).toBe('Before it was known');
  });

  it('is taken up again when the author is known late', () => {
    type(open(ADA), 'Of yesterday');
    const page = open(undefined);
    page.rerender({ author: ADA });
    expect(page.result.current.draft.text).toBe('Of yesterday');
  });

  it('loses neither what was kept nor what was typed before the author was known', () => {
    const kept = open(ADA);
    act(() =>
      kept.result.current.change({
        text: 'Of yesterday',
        kind: 'containment',
        task: { id: 'task-1', title: 'Rotate the key', finishes: true },
      }),
    );
    kept.unmount();
    const page = open(undefined);
    type(page, 'Of today');
    page.rerender({ author: ADA });
    expect(page.result.current.draft).toMatchObject({
      text: 'Of yesterday\n\nOf today',
      kind: 'containment',
    });
    // What was typed now is not made part of another entry or task behind the back of who types.
    expect(page.result.current.draft.task).toBeUndefined();
  });

  it('does not come back when it was sent before the author was known', () => {
    const page = open(undefined);
    type(page, 'Sent');
    act(() => page.result.current.clear());
    page.rerender({ author: ADA });
    expect(page.result.current.draft.text).toBe('');
    expect(everythingStored()).toBe('{}{}');
  });

  it('is never handed on when somebody else turns out to sit there', () => {
    const page = open(ADA);
    type(page, 'Of Ada');
    page.rerender({ author: BOB });
    expect(page.result.current.draft.text).toBe('');
    type(page, 'Of Bob');
    page.unmount();
    expect(open(ADA).result.current.draft.text).toBe('Of Ada');
  });

  it('removes what all shared in an older release', () => {
    localStorage.setItem(
      `security-incidents.draft.somebody.step.${testIncident().id}`,
      JSON.stringify({ text: 'Of somebody else' }),
    );
    expect(open(ADA).result.current.draft.text).toBe('');
    expect(everythingStored()).toBe('{}{}');
  });
});
