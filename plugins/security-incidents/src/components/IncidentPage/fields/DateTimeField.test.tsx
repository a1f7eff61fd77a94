import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { DateTimeField } from '.';

function Field(props: { initial: string }) {
  const [value, setValue] = useState(props.initial);
  return (
    <>
      <DateTimeField label="When, UTC" value={value} onChange={setValue} />
      <output aria-label="value">{value}</output>
    </>
  );
}

describe('DateTimeField', () => {
  it('changes the minute of a time by its segments', async () => {
    renderInTestApp(<Field initial="2026-11-23T10:20" />);
    const field = await screen.findByRole('group', { name: /When, UTC/ });
    const minute = within(field).getByRole('spinbutton', { name: /minute/ });
    await userEvent.click(minute);
    await userEvent.keyboard('45');
    expect(screen.getByLabelText('value')).toHaveTextContent(
      '2026-11-23T10:45',
    );
  });

  it('shows no time while there is none', async () => {
    renderInTestApp(<Field initial="" />);
    const field = await screen.findByRole('group', { name: /When, UTC/ });
    expect(
      within(field).getByRole('spinbutton', { name: /hour/ }),
    ).toHaveAttribute('aria-valuetext', 'Empty');
  });
});
