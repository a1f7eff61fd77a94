import { Select, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { useTranslation } from '../../../translation';
import page from '../IncidentPage.module.css';
import {
  belongsTo,
  type TimelineFilter,
  type TimelineItem,
  type TimelineOrder,
} from './order';
import styles from './timeline.module.css';

const FILTERS: readonly TimelineFilter[] = [
  'all',
  'steps',
  'status',
  'tasks',
  'detections',
  'changes',
  'automatic',
];
/** Filters that are left out while they would show nothing. */
const OPTIONAL_FILTERS: readonly TimelineFilter[] = [
  'tasks',
  'detections',
  'automatic',
];

const ORDERS: readonly TimelineOrder[] = ['recorded', 'happened'];

/** Chooses what the timeline shows, and in which order. */
export function TimelineTools(props: {
  items: readonly TimelineItem[];
  filter: TimelineFilter;
  order: TimelineOrder;
  onFilter(filter: TimelineFilter): void;
  onOrder(order: TimelineOrder): void;
}) {
  const { t } = useTranslation();
  const filters = FILTERS.map(id => ({
    id,
    total: props.items.filter(item => belongsTo(item, id)).length,
  })).filter(({ id, total }) => total > 0 || !OPTIONAL_FILTERS.includes(id));
  return (
    <div className={styles.tools}>
      <div className={page.scroller}>
        <ToggleButtonGroup
          aria-label={t('incidentPage.timeline.show')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[props.filter]}
          onSelectionChange={([key]) => {
            const chosen = FILTERS.find(id => id === key);
            if (chosen) props.onFilter(chosen);
          }}
        >
          {filters.map(({ id, total }) => (
            <ToggleButton key={id} id={id}>
              {t(`incidentPage.timeline.filter.${id}`, {
                total: String(total),
              })}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      </div>
      <div className={styles.order}>
        <Select
          aria-label={t('incidentPage.timeline.order')}
          size="small"
          options={ORDERS.map(id => ({
            id,
            label: t(`incidentPage.timeline.orderBy.${id}`),
          }))}
          selectedKey={props.order}
          onSelectionChange={key => {
            const chosen = ORDERS.find(id => id === key);
            if (chosen) props.onOrder(chosen);
          }}
        />
      </div>
    </div>
  );
}
