import { act, renderHook, waitFor } from '@testing-library/react';
import { CATALOG_NOT_READ_YET } from 'backstage-plugin-security-incidents-common';
import { useAsyncData } from './useAsyncData';
import { UNTIL_READ_EVERY_MS } from './useUntilRead';

/** A question that is answered by hand. */
function question() {
  let answer: (value: string) => void = () => {};
  let fail: (error: Error) => void = () => {};
  const load = () =>
    new Promise<string>((resolve, reject) => {
      answer = resolve;
      fail = reject;
    });
  return {
    load,
    answer: (value: string) => act(async () => answer(value)),
    fail: (error: Error) => act(async () => fail(error)),
  };
}

describe('data of a panel', () => {
  it('is never the answer to another question, not even for one render', async () => {
    const payments = question();
    const ledger = question();
    const rendered: Array<string | undefined> = [];
    const { rerender } = renderHook(
      ({ load }) => {
        const data = useAsyncData(load);
        rendered.push(data.value);
        return data;
      },
      { initialProps: { load: payments.load } },
    );
    await payments.answer('2 open on payments-api');
    rendered.length = 0;
    rerender({ load: ledger.load });
    expect(rendered).not.toContain('2 open on payments-api');
    await payments.answer('late');
    await ledger.answer('none open on ledger');
    await waitFor(() => expect(rendered.pop()).toBe('none open on ledger'));
  });

  it('stays while the same question is asked again', async () => {
    const asked = question();
    const { result } = renderHook(() => useAsyncData(asked.load));
    await asked.answer('one');
    act(() => result.current.retry());
    expect(result.current).toMatchObject({ value: 'one', loading: true });
    await asked.answer('two');
    expect(result.current).toMatchObject({ value: 'two', loading: false });
  });

  it('stays while the same thing is asked about with another filter', async () => {
    const all = question();
    const open = question();
    const { result, rerender } = renderHook(
      ({ load, subject }) => useAsyncData(load, subject),
      { initialProps: { load: all.load, subject: 'payments-api' } },
    );
    await all.answer('fourteen');
    rerender({ load: open.load, subject: 'payments-api' });
    expect(result.current).toMatchObject({ value: 'fourteen', loading: true });
    rerender({ load: all.load, subject: 'ledger' });
    expect(result.current).toMatchObject({ value: undefined, loading: true });
  });

  it('keeps what it knew when asking the same again fails, and says that it failed', async () => {
    const asked = question();
    const { result } = renderHook(() => useAsyncData(asked.load));
    await asked.answer('one');
    act(() => result.current.retry());
    await asked.fail(new Error('Busy'));
    expect(result.current.error?.message).toBe('Busy');
    expect(result.current.value).toBe('one');
  });

  it('is asked for again by itself until it was read, and says so all the time', async () => {
    jest.useFakeTimers();
    try {
      const asked = question();
      const { result } = renderHook(() => useAsyncData(asked.load));
      const unread = Object.assign(new Error('503'), {
        body: { error: { reason: CATALOG_NOT_READ_YET } },
      });
      await asked.fail(unread);
      expect(result.current).toMatchObject({ error: unread, loading: false });
      act(() => jest.advanceTimersByTime(UNTIL_READ_EVERY_MS));
      expect(result.current).toMatchObject({ error: unread, loading: true });
      await asked.fail(Object.assign(new Error('again'), unread));
      act(() => jest.advanceTimersByTime(UNTIL_READ_EVERY_MS));
      await asked.answer('27 of 46');
      expect(result.current.error).toBeUndefined();
      expect(result.current.value).toBe('27 of 46');
      expect(jest.getTimerCount()).toBe(0);
    } finally {
      jest.useRealTimers();
    }
  });
});
