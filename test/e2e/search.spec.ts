import { expect, test } from './support/fixtures';
import type { Demo, Persona } from './support/demo';
import { screenshot, settled, type Theme } from './support/screenshots';

const TITLE = 'Turnstone leaves the vault open';

/** Has the platform fill an index of its search now. It refuses while it is at it, which does as well. */
async function fillIndex(demo: Demo, name: string): Promise<void> {
  const { status } = await demo.ask(
    'responder',
    `/.backstage/scheduler/v1/tasks/search_index_${name}/trigger`,
    { plugin: 'search', method: 'POST' },
  );
  expect([200, 409]).toContain(status);
}

/** Titles that the search of the platform finds for a persona; undefined until there is an index. */
async function find(
  demo: Demo,
  persona: Persona,
): Promise<string[] | undefined> {
  const { status, text } = await demo.ask(persona, '/query?term=Turnstone', {
    plugin: 'search',
  });
  if (status !== 200) return undefined;
  const { results } = JSON.parse(text) as {
    results: Array<{ document: { title: string } }>;
  };
  return results.map(({ document }) => document.title);
}

test('an incident is found by whoever may read it soon after its report, and leaves the search when it becomes restricted', async ({
  demo,
  people,
}) => {
  test.slow();
  const { id, key } = await demo.must<{ id: string; key: string }>(
    'responder',
    '/incidents',
    {
      method: 'POST',
      body: {
        title: TITLE,
        tlp: 'GREEN',
        severity: 'high',
        affected: [{ entityRef: 'component:default/payments-api' }],
      },
    },
  );
  // The report itself has it indexed, within half a minute on a quiet machine.
  await expect
    .poll(() => find(demo, 'engineer'), {
      timeout: 90_000,
      intervals: [1_000],
    })
    .toEqual([`${key} ${TITLE}`]);

  // The page counts what the other indexes hold as well. There is none of the catalog when the first attempt came before it.
  for (const [type, index] of Object.entries({
    'software-catalog': 'software_catalog',
    'security-incident-reviews': 'security_incident-reviews',
  })) {
    await expect
      .poll(
        async () => {
          await fillIndex(demo, index);
          const { status } = await demo.ask(
            'engineer',
            `/query?term=&types%5B0%5D=${type}`,
            { plugin: 'search' },
          );
          return status;
        },
        { timeout: 60_000, intervals: [2_000] },
      )
      .toBe(200);
  }

  const engineer = await people.signIn('engineer', '/search?query=Turnstone');
  const result = engineer.getByRole('link', { name: `${key} ${TITLE}` });
  // The page asks for the results of each type at once, and each of these is decided for the reader.
  await expect(result).toBeVisible({ timeout: 60_000 });
  for (const theme of ['light', 'dark'] as Theme[]) {
    await engineer.emulateMedia({ colorScheme: theme });
    await settled(engineer);
    // The page can ask again when the theme changes.
    await expect(result).toBeVisible({ timeout: 60_000 });
    await screenshot(engineer, 'search', theme);
  }
  await result.click();
  await expect(engineer.getByRole('heading', { name: TITLE })).toBeVisible();

  await engineer.close();
  await demo.must('responder', `/incidents/${id}`, {
    method: 'PATCH',
    body: { visibility: 'restricted' },
  });
  await expect
    .poll(() => find(demo, 'engineer'), {
      timeout: 60_000,
      intervals: [1_000],
    })
    .toEqual([]);
});
