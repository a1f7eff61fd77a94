import { act, render, screen } from '@testing-library/react';
import { PanelLoading, SlowNote } from './PanelState';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const wait = (ms: number) => act(() => jest.advanceTimersByTime(ms));
const line = 'Loading plans takes longer than usual.';

describe('a panel that loads', () => {
  it('says after ten seconds what is slow, at a place that was there before', () => {
    const { container } = render(<PanelLoading label="plans" />);
    const boxes = container.querySelectorAll('*').length;
    wait(9_999);
    expect(screen.queryByText(line)).toBeNull();
    wait(1);
    expect(screen.getByText(line)).toBeInTheDocument();
    expect(container.querySelectorAll('*')).toHaveLength(boxes);
  });

  it('counts anew when it waits for something else, and leaves no clock behind', () => {
    const { rerender, unmount } = render(<SlowNote what="Loading plans" />);
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
