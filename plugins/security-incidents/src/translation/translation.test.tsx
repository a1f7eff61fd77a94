import { renderInTestApp } from '@backstage/frontend-test-utils';
import { renderInTestApp as renderInLegacyApp } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { messages } from './messages';
import { useTranslation } from './translation';

function Retry() {
  const { t } = useTranslation();
  return <button>{t('common.retry')}</button>;
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

  it('have camelCase keys and a plural for each singular', () => {
    const texts = flatten(messages);
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
