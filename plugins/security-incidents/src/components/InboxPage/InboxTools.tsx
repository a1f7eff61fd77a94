import { Select, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import {
  DETECTION_VIEWS,
  type DetectionPage,
  type DetectionView,
  SEVERITIES,
} from 'backstage-plugin-security-incidents-common';
import { useDetectionSources } from '../../queries';
import { useTranslation } from '../../translation';
import { KeyCap } from '../common';
import { ExportList } from '../exports';
import { EntitySelect } from '../filters';
import styles from './InboxPage.module.css';
import { InboxKeys } from './InboxKeys';
import { type InboxAddress, toExportQuery } from './useInboxAddress';

const KINDS = ['component', 'api', 'resource'];

/** The number beside the name of a view. */
export function toViewCount(
  counts: DetectionPage['counts'] | undefined,
  view: DetectionView,
): number {
  if (!counts) return 0;
  return view === 'decided' ? counts.decidedInLast24Hours : counts[view];
}

/** The views with their counts, the filters, and the keys. */
export function InboxTools(props: {
  address: InboxAddress;
  counts?: DetectionPage['counts'];
}) {
  const { address, counts } = props;
  const { filters, change } = address;
  const { t } = useTranslation();
  const sources = useDetectionSources().data?.items ?? [];
  const known = sources.map(({ id, title }) => ({ id, label: title }));
  const unknown = filters.source
    .filter(id => !known.some(source => source.id === id))
    .map(id => ({ id, label: id }));
  return (
    <div className={styles.tools}>
      <div className={styles.views}>
        <ToggleButtonGroup
          aria-label={t('inbox.view.label')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[filters.view]}
          onSelectionChange={keys => {
            const view = DETECTION_VIEWS.find(id => keys.has(id));
            change({ view: view === 'new' ? undefined : view });
          }}
        >
          {DETECTION_VIEWS.map(view => (
            <ToggleButton key={view} id={view}>
              {t(`inbox.view.${view}`, { count: toViewCount(counts, view) })}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      </div>
      <div className={styles.filters}>
        <Select
          aria-label={t('inbox.filter.source')}
          placeholder={t('inbox.filter.source')}
          selectionMode="multiple"
          options={[...known, ...unknown]}
          value={filters.source}
          onChange={value => change({ source: (value ?? []).map(String) })}
        />
        <EntitySelect
          label={t('inbox.filter.service')}
          kinds={KINDS}
          value={filters.service}
          onChange={service => change({ service })}
        />
        <Select
          aria-label={t('inbox.filter.severity')}
          placeholder={t('inbox.filter.severity')}
          selectionMode="multiple"
          options={[...SEVERITIES].reverse().map(id => ({
            id,
            label: t(`term.severity.${id}`),
          }))}
          value={filters.severity}
          onChange={value => change({ severity: (value ?? []).map(String) })}
        />
      </div>
      <div className={styles.end}>
        <p className={styles.hints} aria-hidden="true">
          <span>
            <KeyCap>J</KeyCap> <KeyCap>K</KeyCap> {t('inbox.keys.move')}
          </span>
          <span>
            <KeyCap>X</KeyCap> {t('inbox.keys.selectShort')}
          </span>
          <span>
            <KeyCap>U</KeyCap> {t('inbox.keys.undoShort')}
          </span>
        </p>
        <ExportList list="detections" query={toExportQuery(filters)} />
        <InboxKeys />
      </div>
    </div>
  );
}
