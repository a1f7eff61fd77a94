import { renderInTestApp } from '@backstage/frontend-test-utils';
import { renderInTestApp as renderInLegacyApp } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { messages } from './messages';
import { readinessMessages } from './messages/readiness';
import { sharedMessages } from './messages/shared';
import { useSharedTranslation } from './shared';
import { useTranslation } from './translation';

function Retry() {
  const { t } = useTranslation();
  const { t: shared } = useSharedTranslation();
  return (
    <>
      <button>{t('common.retry')}</button>
      <p>{t('myWork.title')}</p>
      <p>{t('readiness.gaps')}</p>
      <p>{t('term.allIncidents', { count: 3 })}</p>
      <p>{shared('term.allIncidents', { count: 1 })}</p>
    </>
  );
}

/** Every text with its path. */
function flatten(node: object, path: string[] = []): Array<[string, string]> {
  return Object.entries(node).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[[...path, key].join('.'), value] as [string, string]]
      : flatten(value, [...path, key]),
  );
}

describe('translations', () => {
  it('show the default texts in an app of the new frontend system', async () => {
    renderInTestApp(<Retry />);
    expect(
      await screen.findByRole('button', { name: 'Try again' }),
    ).toBeInTheDocument();
  });

  it('show the default texts in a legacy app', async () => {
    await renderInLegacyApp(<Retry />);
    expect(
      screen.getByRole('button', { name: 'Try again' }),
    ).toBeInTheDocument();
  });

  it('take each text from the ref that has it', async () => {
    renderInTestApp(<Retry />);
    expect(await screen.findByText(messages.myWork.title)).toBeInTheDocument();
    expect(
      screen.getByText(readinessMessages.readiness.gaps),
    ).toBeInTheDocument();
    expect(screen.getByText('All 3 incidents')).toBeInTheDocument();
    expect(screen.getByText('1 incident')).toBeInTheDocument();
  });

  it('have each key in one ref', () => {
    const keys = [messages, readinessMessages, sharedMessages].flatMap(ref =>
      flatten(ref).map(([key]) => key),
    );
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });

  it('have camelCase keys and a plural for each singular', () => {
    const texts = [
      ...flatten(messages),
      ...flatten(readinessMessages),
      ...flatten(sharedMessages),
    ];
    const keys = new Set(texts.map(([key]) => key));
    for (const [key, text] of texts) {
      expect(key).toMatch(
        /^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)+(_(one|other))?$/,
      );
      expect(text.trim()).toBe(text);
    }
    const singular = [...keys].filter(key => key.endsWith('_one'));
    expect(
      singular.filter(key => !keys.has(key.replace(/_one$/, '_other'))),
    ).toEqual([]);
  });
});
