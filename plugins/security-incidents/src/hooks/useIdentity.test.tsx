import { type IdentityApi, identityApiRef } from '@backstage/core-plugin-api';
import { mockApis, TestApiProvider } from '@backstage/frontend-test-utils';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { ASK_EVERY_MS, useIdentity } from './useIdentity';

afterEach(() => jest.useRealTimers());

it('asks who reads again while the platform does not say it', async () => {
  jest.useFakeTimers();
  const known = mockApis.identity({ userEntityRef: 'user:default/ada' });
  const getBackstageIdentity = jest
    .fn<ReturnType<IdentityApi['getBackstageIdentity']>, []>()
    .mockRejectedValueOnce(new Error('Not now'))
    .mockImplementation(() => known.getBackstageIdentity());
  const { result } = renderHook(useIdentity, {
    wrapper: (props: { children: ReactNode }) => (
      <TestApiProvider
        apis={[[identityApiRef, { ...known, getBackstageIdentity } as never]]}
      >
        {props.children}
      </TestApiProvider>
    ),
  });
  expect(result.current).toEqual({ settled: false });
  await act(() => jest.advanceTimersByTimeAsync(0));
  expect(result.current).toEqual({ settled: true });
  await act(() => jest.advanceTimersByTimeAsync(ASK_EVERY_MS));
  expect(result.current.identity?.userEntityRef).toBe('user:default/ada');
  await act(() => jest.advanceTimersByTimeAsync(10 * ASK_EVERY_MS));
  expect(getBackstageIdentity).toHaveBeenCalledTimes(2);
});
