import {
  Browser,
  BrowserContext,
  expect,
  Page,
  test as base,
} from '@playwright/test';
import { Demo, Persona } from './demo';

/** Who each persona is on the sign-in page. */
const personaNames: Record<Persona, string> = {
  engineer: 'Maya Castellan',
  'service-owner': 'Ines Halvorsen',
  responder: 'Amara Quistel',
  compliance: 'Judith Amselin',
  outsider: 'Felix Brandvoll',
};

/** How Chromium reports an answer of 404 in the console. */
const NOT_FOUND =
  'Failed to load resource: the server responded with a status of 404 (Not Found)';

/** Opens browser windows in which a persona has signed in through the page, and watches each for errors. */
export class People {
  readonly errors: string[] = [];
  #contexts: BrowserContext[] = [];
  #restarting = false;
  readonly #missing = new Set<string>();

  constructor(private readonly browser: Browser, private readonly demo: Demo) {}

  /** Signs in on the way to a page, and stays there. */
  async signIn(persona: Persona, path = '/'): Promise<Page> {
    const context = await this.browser.newContext({
      baseURL: this.demo.url,
      viewport: { width: 1440, height: 900 },
      locale: 'en-GB',
      timezoneId: 'UTC',
      colorScheme: 'light',
      reducedMotion: 'reduce',
    });
    this.#contexts.push(context);
    const page = await context.newPage();
    page.on('console', message => {
      // While we take the backend down, live connections find nobody, and what was under way is cut off.
      const expected =
        this.#restarting &&
        /ERR_CONNECTION_(REFUSED|RESET|CLOSED)|ERR_EMPTY_RESPONSE|status of 50\d/.test(
          message.text(),
        );
      const missing =
        message.text() === NOT_FOUND &&
        this.#missing.has(message.location().url);
      if (message.type() === 'error' && !expected && !missing) {
        this.errors.push(
          `${persona} at ${page.url()}: ${message.text()} (${
            message.location().url
          })`,
        );
      }
    });
    page.on('pageerror', error => {
      this.errors.push(`${persona} at ${page.url()}: ${error.stack ?? error}`);
    });
    await page.goto(path);
    await page
      .getByRole('button', { name: `Sign in as ${personaNames[persona]}` })
      .click();
    await expect(page.getByRole('button', { name: /^Sign in as/ })).toHaveCount(
      0,
    );
    await page.waitForLoadState('networkidle');
    return page;
  }

  /** From now on the browser may be told that there is nothing at a path, which it reports as an error. */
  expectNotFound(path: string): void {
    this.#missing.add(`${this.demo.url}${path}`);
  }

  /** Restarts the demo under the open windows. */
  async restartDemo(): Promise<void> {
    this.#restarting = true;
    await this.demo.restart();
    this.#restarting = false;
  }

  async leave(): Promise<void> {
    await Promise.all(this.#contexts.map(context => context.close()));
    this.#contexts = [];
  }
}

/** A demo that all tests of a run share, and people in it. Any error in any browser console fails the test. */
export const test = base.extend<
  { people: People },
  { demo: Demo; copiesCatalog: boolean }
>({
  // Where a file of the catalog is edited: such files have a demo of their own, and what they do in it disturbs nobody.
  copiesCatalog: [false, { scope: 'worker', option: true }],
  demo: [
    async ({ copiesCatalog }, use) => {
      const demo = await Demo.start({ copiesCatalog });
      await use(demo);
      await demo.remove();
    },
    { scope: 'worker', timeout: 400_000 },
  ],
  people: async ({ browser, demo }, use) => {
    const people = new People(browser, demo);
    await use(people);
    await people.leave();
    expect(people.errors, 'errors in the browser console').toEqual([]);
  },
});

export { expect };
