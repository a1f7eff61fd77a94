import { screen } from '@testing-library/react';
import type { IncidentSearchDocument } from 'backstage-plugin-security-incidents-common';
import { renderPage } from '../../__testUtils__/backend';
import { IncidentSearchResult } from './IncidentSearchResult';

const FOUND: IncidentSearchDocument = {
  title: 'SEC-2026-0052 Live gateway key in a public repository',
  text: 'Information content security',
  location: '/security-incidents/SEC-2026-0052',
  key: 'SEC-2026-0052',
  status: 'containment',
  severity: 'high',
  priority: 'P1',
  reportedAt: '2026-11-30T08:05:00.000Z',
};

describe('IncidentSearchResult', () => {
  it('leads to the incident and says how serious it is', async () => {
    renderPage(<IncidentSearchResult result={FOUND} />);
    expect(
      await screen.findByRole('link', { name: FOUND.title }),
    ).toHaveAttribute('href', FOUND.location);
    for (const text of ['High', 'P1', 'Containment', FOUND.text]) {
      expect(screen.getByText(text)).toBeInTheDocument();
    }
  });

  it('marks the words that were searched for', async () => {
    renderPage(
      <IncidentSearchResult
        result={FOUND}
        highlight={{
          preTag: '<x>',
          postTag: '</x>',
          fields: { title: 'SEC-2026-0052 Live <x>gateway</x> key' },
        }}
      />,
    );
    expect((await screen.findByText('gateway')).tagName).toBe('MARK');
    expect(
      screen.getByRole('link', { name: 'SEC-2026-0052 Live gateway key' }),
    ).toBeInTheDocument();
  });

  it('leads to the list when the index has no incident', async () => {
    const page = { title: 'Security incidents', text: '', location: '/safety' };
    renderPage(<IncidentSearchResult result={page} />);
    expect(
      await screen.findByRole('link', { name: page.title }),
    ).toHaveAttribute('href', page.location);
  });
});
