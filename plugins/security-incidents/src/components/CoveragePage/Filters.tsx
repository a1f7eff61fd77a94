import {
  Button,
  Select,
  Tag,
  TagGroup,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import type { Coverage } from 'backstage-plugin-security-incidents-common';
import type { CoverageFiltersState } from '../../hooks';
import { EntitySelect, ListSearch, shortRef } from '../filters';
import styles from './CoveragePage.module.css';

const ENTITIES = [
  { name: 'domain', label: 'Domain', kinds: ['domain'] },
  { name: 'system', label: 'System', kinds: ['system'] },
  { name: 'owner', label: 'Owner', kinds: ['group', 'user'] },
] as const;

const TIERS = ['1', '2', '3', '4'];

/** What narrows the coverage; each choice is a tag that takes it back. */
export function Filters(props: {
  state: CoverageFiltersState;
  coverage?: Coverage;
}) {
  const { state, coverage } = props;
  const { filters, change, clear } = state;
  const tiers = [...new Set([...TIERS, ...filters.tier])];
  const active = [
    ...ENTITIES.flatMap(({ name, label }) =>
      filters[name].map(value => ({
        name,
        value,
        label: `${label}: ${shortRef(value)}`,
      })),
    ),
    ...filters.tier.map(value => ({
      name: 'tier' as const,
      value,
      label: `Tier ${value}`,
    })),
  ].map(filter => ({ ...filter, id: `${filter.name}=${filter.value}` }));
  const count = (number?: number) =>
    number === undefined ? '' : `, ${number}`;
  return (
    <div className={styles.filters}>
      <div className={styles.tools}>
        <ListSearch
          state={state}
          label="Search services"
          placeholder="Search services"
        />
        {ENTITIES.map(({ name, label, kinds }) => (
          <EntitySelect
            key={name}
            label={label}
            kinds={kinds}
            value={filters[name]}
            onChange={refs => change({ [name]: refs })}
          />
        ))}
        <Select
          aria-label="Tier"
          placeholder="Tier"
          selectionMode="multiple"
          options={tiers.map(id => ({ id, label: `Tier ${id}` }))}
          value={filters.tier}
          onChange={value => change({ tier: (value ?? []).map(String) })}
        />
        <ToggleButtonGroup
          aria-label="Which services"
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[filters.gapsOnly ? 'gaps' : 'all']}
          onSelectionChange={keys =>
            change({ show: keys.has('all') ? 'all' : undefined })
          }
        >
          <ToggleButton id="gaps">
            {`With gaps${count(
              coverage && coverage.services - coverage.ready,
            )}`}
          </ToggleButton>
          <ToggleButton id="all">{`All${count(
            coverage?.services,
          )}`}</ToggleButton>
        </ToggleButtonGroup>
      </div>
      {active.length > 0 && (
        <div className={styles.tools}>
          <TagGroup
            aria-label="Filters in use"
            onRemove={ids =>
              change(
                Object.fromEntries(
                  [...ENTITIES.map(({ name }) => name), 'tier' as const].map(
                    name => [
                      name,
                      filters[name].filter(
                        value => !ids.has(`${name}=${value}`),
                      ),
                    ],
                  ),
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
            Clear
          </Button>
        </div>
      )}
    </div>
  );
}
