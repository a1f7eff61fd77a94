import { mockApis, TestApiProvider } from '@backstage/frontend-test-utils';
import { act, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { PanelLoading, SlowNote } from './PanelState';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

function Wrapper(props: { children: ReactNode }) {
  return (
    <TestApiProvider apis={[mockApis.translation(), mockApis.error()]}>
      {props.children}
    </TestApiProvider>
  );
}
const wait = (ms: number) => act(() => jest.advanceTimersByTime(ms));
const line = 'Loading plans takes longer than usual.';

describe('a panel that loads', () => {
  it('says after ten seconds what is slow, in a reserved place', () => {
    const { container } = render(<PanelLoading label="plans" />, {
      wrapper: Wrapper,
    });
    const boxes = container.querySelectorAll('*').length;
    wait(9_999);
    expect(screen.queryByText(line)).toBeNull();
    wait(1);
    expect(screen.getByText(line)).toBeInTheDocument();
    expect(container.querySelectorAll('*')).toHaveLength(boxes);
  });

  it('starts again for something else, and leaves no timer behind', () => {
    const { rerender, unmount } = render(<SlowNote what="Loading plans" />, {
      wrapper: Wrapper,
    });
    wait(10_000);
    rerender(<SlowNote what="Sending" />);
    expect(screen.queryByText(/longer than usual/)).toBeNull();
    wait(10_000);
    expect(
      screen.getByText('Sending takes longer than usual.'),
    ).toBeInTheDocument();
    rerender(<SlowNote what={undefined} />);
    expect(screen.queryByText(/longer than usual/)).toBeNull();
    unmount();
    expect(jest.getTimerCount()).toBe(0);
  });
});
