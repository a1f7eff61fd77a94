import {
  Button,
  Select,
  Tag,
  TagGroup,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import type { Coverage } from 'backstage-plugin-security-incidents-common';
import { useTranslation } from '../../translation';
import { EntitySelect, ListSearch, shortRef } from '../filters';
import styles from './CoveragePage.module.css';
import type { CoverageFiltersState } from './useCoverageFilters';

const ENTITIES = [
  { name: 'domain', kinds: ['domain'] },
  { name: 'system', kinds: ['system'] },
  { name: 'owner', kinds: ['group', 'user'] },
] as const;

const TIERS = ['1', '2', '3', '4'];

/** Services with gaps, ready ones, or all, each with its number. */
function WhichServices(props: {
  state: CoverageFiltersState;
  coverage?: Coverage;
}) {
  const { filters, change } = props.state;
  const { coverage } = props;
  const { t } = useTranslation();
  const toLabel = (label: string, count: number | undefined) =>
    count === undefined
      ? label
      : t('coveragePage.filters.counted', { label, count: count });
  return (
    <ToggleButtonGroup
      aria-label={t('coveragePage.filters.which')}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[filters.shown]}
      onSelectionChange={keys => {
        const [shown] = [...keys].map(String);
        change({ show: shown === 'gaps' ? undefined : shown });
      }}
    >
      <ToggleButton id="gaps">
        {toLabel(
          t('coveragePage.filters.gaps'),
          coverage && coverage.services - coverage.ready,
        )}
      </ToggleButton>
      <ToggleButton id="ready">
        {toLabel(t('coveragePage.filters.ready'), coverage?.ready)}
      </ToggleButton>
      <ToggleButton id="all">
        {toLabel(t('coveragePage.filters.all'), coverage?.services)}
      </ToggleButton>
    </ToggleButtonGroup>
  );
}

/** The filters in use; each tag removes its filter. */
function ActiveFilters({ state }: { state: CoverageFiltersState }) {
  const { filters, change, clear } = state;
  const { t } = useTranslation();
  const active = [
    ...ENTITIES.flatMap(({ name }) =>
      filters[name].map(value => ({
        id: `${name}=${value}`,
        label: t('coveragePage.filters.chosen', {
          label: t(`coveragePage.filters.${name}`),
          name: shortRef(value),
        }),
      })),
    ),
    ...filters.tier.map(tier => ({
      id: `tier=${tier}`,
      label: t('coveragePage.filters.tierOf', { tier }),
    })),
    ...filters.lacking.map(check => ({
      id: `lacking=${check}`,
      label: t('coveragePage.filters.lacking', {
        check: t(`readiness.check.${check}`),
      }),
    })),
  ];
  if (active.length === 0) return null;
  const names = [
    ...ENTITIES.map(({ name }) => name),
    'tier' as const,
    'lacking' as const,
  ];
  return (
    <div className={styles.tools}>
      <TagGroup
        aria-label={t('coveragePage.filters.inUse')}
        onRemove={ids =>
          change(
            Object.fromEntries(
              names.map(name => [
                name,
                [...filters[name]].filter(
                  value => !ids.has(`${name}=${value}`),
                ),
              ]),
            ),
          )
        }
      >
        {active.map(({ id, label }) => (
          <Tag key={id} id={id} size="medium" textValue={label}>
            {label}
          </Tag>
        ))}
      </TagGroup>
      <Button variant="tertiary" onPress={clear}>
        {t('coveragePage.filters.clear')}
      </Button>
    </div>
  );
}

/** Search, filters and the tags of the filters in use. */
export function Filters(props: {
  state: CoverageFiltersState;
  coverage?: Coverage;
}) {
  const { state, coverage } = props;
  const { filters, change } = state;
  const { t } = useTranslation();
  const tiers = [...new Set([...TIERS, ...filters.tier])];
  return (
    <div className={styles.filters}>
      <div className={styles.tools}>
        <ListSearch
          state={state}
          label={t('coveragePage.filters.search')}
          placeholder={t('coveragePage.filters.search')}
        />
        {ENTITIES.map(({ name, kinds }) => (
          <EntitySelect
            key={name}
            label={t(`coveragePage.filters.${name}`)}
            kinds={kinds}
            value={filters[name]}
            onChange={refs => change({ [name]: refs })}
          />
        ))}
        <Select
          aria-label={t('coveragePage.filters.tier')}
          placeholder={t('coveragePage.filters.tier')}
          selectionMode="multiple"
          options={tiers.map(tier => ({
            id: tier,
            label: t('coveragePage.filters.tierOf', { tier }),
          }))}
          value={filters.tier}
          onChange={value => change({ tier: (value ?? []).map(String) })}
        />
        <WhichServices state={state} coverage={coverage} />
      </div>
      <ActiveFilters state={state} />
    </div>
  );
}
