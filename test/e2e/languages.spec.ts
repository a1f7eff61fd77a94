import { expect, test } from './support/fixtures';
import { screenshot, settled } from './support/screenshots';

/** The card of a service and the tab of a person's work, by their names. */
const LANGUAGES = {
  de: { card: 'Sicherheitsvorfälle', work: 'Meine Arbeit' },
  fr: { card: 'Incidents de sécurité', work: 'Mon travail' },
  es: { card: 'Incidentes de seguridad', work: 'Mi trabajo' },
  ja: { card: 'セキュリティインシデント', work: '自分の作業' },
};

test('the pages speak the language that a person chose', async ({ people }) => {
  const page = await people.signIn(
    'engineer',
    '/catalog/default/component/payments-api',
  );
  for (const [language, words] of Object.entries(LANGUAGES)) {
    await page.evaluate(
      chosen => localStorage.setItem('language', chosen),
      language,
    );
    await page.goto('/catalog/default/component/payments-api');
    await expect(
      page.getByRole('heading', { name: words.card }).first(),
    ).toBeVisible();
    await page.goto('/security-incidents/my-work');
    // With the number of things to do behind it, once that is known.
    await expect(
      page.getByRole('tab', { name: new RegExp(`^${words.work}( \\d+)?$`) }),
    ).toBeVisible();
    await settled(page);
    await screenshot(page, `my-work-${language}`, 'light');
  }
});
