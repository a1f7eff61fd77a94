import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { useKeys } from './useKeys';

function Counter(props: { dialog?: boolean }) {
  const [count, setCount] = useState(0);
  useKeys({ j: () => setCount(count + 1), '/': () => setCount(100) });
  return (
    <>
      <output>{count}</output>
      <input aria-label="field" />
      {/* jsdom knows no isContentEditable, so the attribute has to count. */}
      <div aria-label="prose" contentEditable tabIndex={0} role="textbox" />
      {props.dialog && <div role="dialog" aria-label="open" />}
    </>
  );
}

const count = () => screen.getByRole('status').textContent;

describe('keys of a page', () => {
  it('do what the page of the moment says, in either case', async () => {
    render(<Counter />);
    await userEvent.keyboard('jJj');
    expect(count()).toBe('3');
    await userEvent.keyboard('/');
    expect(count()).toBe('100');
  });

  it('rest while somebody types', async () => {
    render(<Counter />);
    await userEvent.type(screen.getByLabelText('field'), 'jj');
    await userEvent.click(screen.getByLabelText('prose'));
    await userEvent.keyboard('j');
    expect(count()).toBe('0');
    expect(screen.getByLabelText('field')).toHaveValue('jj');
  });

  it('rest while a dialog is open', async () => {
    render(<Counter dialog />);
    await userEvent.keyboard('j');
    expect(count()).toBe('0');
  });

  it('leave the keys of browser and screen reader alone', async () => {
    render(<Counter />);
    await userEvent.keyboard('{Control>}j{/Control}{Alt>}j{/Alt}{Meta>}j');
    expect(count()).toBe('0');
  });
});
