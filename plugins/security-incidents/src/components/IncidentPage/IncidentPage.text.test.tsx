import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { renderPage, summary, TestBackend } from '../../__testUtils__/backend';
import { IncidentsPage } from '../IncidentsPage';
import { answer, openPage } from './__testUtils__/incidentPage';
import { testIncident, testSteps, testTimeline } from './testIncident';

const server = setupServer();
registerMswTestHooks(server);

const SCRIPT = 'javascript';

/** What somebody might record in the hope that another person's browser runs it. */
const HOSTILE = [
  '<script>window.ran = true</script>',
  '<img src=x onerror="window.ran = true">',
  '[click](javascript:window.ran=true)',
  '[see](data:text/html;base64,PHNjcmlwdD4=)',
  `${SCRIPT}:window.ran=true`,
  '<a href="javascript:window.ran=true">here</a>',
  '<iframe srcdoc="<script>parent.ran=true</script>"></iframe>',
].join(' ');

/** All of the document, since dialogs and menus are outside of the page. */
function expectPlainText() {
  expect((window as { ran?: boolean }).ran).toBeUndefined();
  expect(document.body.querySelectorAll('script, iframe')).toHaveLength(0);
  expect(document.body.querySelectorAll('[onerror], [srcdoc]')).toHaveLength(0);
  const addresses = [...document.body.querySelectorAll('[href], [src]')].map(
    element => element.getAttribute('href') ?? element.getAttribute('src'),
  );
  expect(addresses.length).toBeGreaterThan(0);
  for (const address of addresses) {
    expect(address).not.toMatch(/^\s*(javascript|data|vbscript):/i);
  }
}

describe('text that somebody recorded', () => {
  beforeEach(() => {
    sessionStorage.clear();
    localStorage.clear();
  });

  it('is neither markup nor a link on the page of an incident', async () => {
    const hostile = (name: string) => `${name} ${HOSTILE}`;
    const resolution = {
      code: 'mitigated' as const,
      summary: hostile('resolution'),
      rootCause: hostile('cause'),
    };
    const url = answer(
      server,
      testIncident({
        title: hostile('title'),
        summary: hostile('summary'),
        codename: hostile('codename'),
        resolution,
      }),
      () => [
        ...testTimeline,
        {
          ...testTimeline[0],
          seq: 4,
          action: 'status.changed',
          data: { from: 'new', to: 'triage', reason: hostile('reason') },
        },
        {
          ...testTimeline[0],
          seq: 5,
          action: 'incident.updated',
          data: { changes: { title: { from: 'x', to: hostile('new') } } },
        },
      ],
    );
    server.use(
      http.get(`${url}/steps`, () =>
        HttpResponse.json({
          items: testSteps.map(step => ({ ...step, text: hostile(step.id) })),
        }),
      ),
    );
    openPage();
    for (const name of ['title', 'summary', 'resolution', 'reason']) {
      // As it was written, character by character.
      expect(await screen.findByText(hostile(name))).toBeInTheDocument();
    }
    for (const { id } of testSteps) {
      expect(await screen.findByText(hostile(id))).toBeInTheDocument();
    }
    expect(
      screen.getByText(`Codename ${hostile('codename')}`),
    ).toBeInTheDocument();
    expect(
      screen.getByText(`title: x → ${hostile('new')}`),
    ).toBeInTheDocument();
    expectPlainText();
  });

  it('is neither markup nor a link in lists', async () => {
    const backend = new TestBackend(server);
    backend.items = [summary({ title: HOSTILE })];
    backend.listen();
    renderPage(<IncidentsPage />);
    expect((await screen.findAllByText(HOSTILE)).length).toBeGreaterThan(0);
    expectPlainText();
  });
});
