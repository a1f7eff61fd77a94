import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

/** Exports a list from the menu of its page. */
export async function chooseExport(
  format: 'CSV, for spreadsheets' | 'JSON, for programs',
  label = 'Export',
) {
  await userEvent.click(await screen.findByRole('button', { name: label }));
  await userEvent.click(await screen.findByRole('menuitem', { name: format }));
}
