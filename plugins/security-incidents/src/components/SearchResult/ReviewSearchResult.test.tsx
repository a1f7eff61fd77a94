import { screen } from '@testing-library/react';
import type { ReviewSearchDocument } from 'backstage-plugin-security-incidents-common';
import { renderPage } from '../../__testUtils__/backend';
import { ReviewSearchResult } from './ReviewSearchResult';

const FOUND: ReviewSearchDocument = {
  title: 'SEC-2026-0045 Warehouse tablets share one account',
  text: 'All tablets of one warehouse shared an account.\nAccounts were ordered for sites, not devices',
  location: '/security-incidents/SEC-2026-0045/review',
  key: 'SEC-2026-0045',
  severity: 'high',
  completedAt: '2026-11-28T12:00:00.000Z',
};

describe('ReviewSearchResult', () => {
  it('leads to the review and says what it is', async () => {
    renderPage(<ReviewSearchResult result={FOUND} />);
    expect(
      await screen.findByRole('link', { name: FOUND.title }),
    ).toHaveAttribute('href', FOUND.location);
    expect(
      screen.getByText(/^Post-incident review, completed .*28/),
    ).toBeInTheDocument();
    expect(screen.getByText(/^All tablets of one/)).toBeInTheDocument();
  });

  it('shows the part of a long text in which the words stand, marked', async () => {
    const before = 'Nothing of note happened. '.repeat(20);
    renderPage(
      <ReviewSearchResult
        result={{ ...FOUND, text: `${before}Then a tablet was sold.` }}
        highlight={{
          preTag: '<x>',
          postTag: '</x>',
          fields: { text: `${before}Then a <x>tablet</x> was sold.` },
        }}
      />,
    );
    const mark = await screen.findByText('tablet');
    expect(mark.tagName).toBe('MARK');
    const shown = mark.parentElement!.textContent!;
    expect(shown).toMatch(/^… .*Then a tablet was sold\.$/);
    expect(shown.length).toBeLessThan(130);
  });
});
