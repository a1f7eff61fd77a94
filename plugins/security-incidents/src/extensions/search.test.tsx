import { createExtensionTester } from '@backstage/frontend-test-utils';
import { SearchFilterResultTypeBlueprint } from '@backstage/plugin-search-react/alpha';
import { reviewSearchType, searchType } from './search';

const { resultType } = SearchFilterResultTypeBlueprint.dataRefs;

describe('the types of search results', () => {
  it('have English names', () => {
    expect(createExtensionTester(searchType).get(resultType)).toMatchObject({
      value: 'security-incidents',
      name: 'Security incidents',
    });
    expect(
      createExtensionTester(reviewSearchType).get(resultType),
    ).toMatchObject({
      value: 'security-incident-reviews',
      name: 'Security incident reviews',
    });
  });

  it('have the names that the app sets', () => {
    const config = { name: 'Sicherheitsvorfälle' };
    expect(
      createExtensionTester(searchType, { config }).get(resultType).name,
    ).toBe('Sicherheitsvorfälle');
  });

  it.each([' ', 'x'.repeat(61), 7])('are not %j', name => {
    expect(() =>
      createExtensionTester(searchType, {
        config: { name: name as string },
      }).get(resultType),
    ).toThrow(/must be a text of at most 60 characters/);
  });
});
