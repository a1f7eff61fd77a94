import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { completeness } from '../../__testUtils__/reports';
import { answer, failure, openPage } from './__testUtils__/incidentPage';
import { testIncident } from './testIncident';

const incident = testIncident();

const server = setupServer();
registerMswTestHooks(server);

const card = () => screen.findByLabelText('Completeness');

describe('Completeness of an incident', () => {
  it('names what the record lacks, of what is due', async () => {
    const url = answer(server, incident);
    server.use(
      http.get(`${url}/completeness`, () =>
        HttpResponse.json(
          completeness(
            incident.key,
            {
              reported: 'missing',
              closed: 'not-due',
              reviewed: 'not-applicable',
            },
            {},
          ),
        ),
      ),
    );
    openPage(incident.key);
    const shown = await card();
    expect(await within(shown).findByText('9 of 10')).toBeVisible();
    const missing = within(shown).getByRole('list', { name: 'Missing:' });
    expect(missing).toHaveTextContent(
      'Management update Reported to management',
    );
    await userEvent.click(within(shown).getByText('All requirements'));
    expect(within(shown).getByText('Closed').closest('li')).toHaveTextContent(
      'not due yet',
    );
    expect(
      within(shown).getByRole('link', {
        name: 'Clause 8.7.3.3 and the four elements',
      }),
    ).toHaveAttribute('href', '/security-incidents/reports/clause-8.7.3.3');
  });

  it('says that nothing is missing', async () => {
    answer(server, incident);
    openPage(incident.key);
    expect(
      await within(await card()).findByText('Nothing that is due is missing'),
    ).toBeVisible();
  });

  it('is absent where nothing is due, and for whoever may not see it', async () => {
    const url = answer(server, incident);
    server.use(
      http.get(`${url}/completeness`, () =>
        failure(403, 'NotAllowedError', 'Not for you'),
      ),
    );
    openPage(incident.key);
    await screen.findByLabelText('Facts');
    await waitFor(() =>
      expect(screen.queryByLabelText('Completeness')).not.toBeInTheDocument(),
    );
  });
});
