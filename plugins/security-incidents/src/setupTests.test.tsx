import { render, screen } from '@testing-library/react';
import reports from './components/reports/reports.module.css';
import table from './components/common/incidentsTable.module.css';

describe('toBeVisible', () => {
  it('sees what the style sheets of components hide', () => {
    render(
      <>
        <p>Shown</p>
        <p className={reports.printOnly}>Printed</p>
        <p className={table.smallLabel}>On small screens</p>
        <p className={reports.hidden}>Spoken</p>
        <p hidden>Hidden</p>
        <p style={{ display: 'none' }}>Styled</p>
      </>,
    );
    expect(screen.getByText('Shown')).toBeVisible();
    for (const text of [
      'Printed',
      'On small screens',
      'Spoken',
      'Hidden',
      'Styled',
    ]) {
      expect(screen.getByText(text)).not.toBeVisible();
    }
  });

  it('tells classes of the same name in other sheets apart', () => {
    expect(reports.label.split(' ')[0]).toBe('label');
    render(
      <>
        <p className={reports.label}>Hidden by this sheet</p>
        <p className="label">In another sheet</p>
      </>,
    );
    expect(screen.getByText('Hidden by this sheet')).not.toBeVisible();
    expect(screen.getByText('In another sheet')).toBeVisible();
  });

  it('leaves text for screen readers to queries by role', () => {
    render(<button className={reports.hidden}>Skip</button>);
    expect(screen.getByRole('button', { name: 'Skip' })).not.toBeVisible();
  });
});
