import {
  Button,
  Card,
  CardBody,
  Select,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import {
  WORK_HOLDERS,
  WORK_KINDS,
  type WorkPage,
} from 'backstage-plugin-security-incidents-common';
import { useNow, usePageTitle } from '../../hooks';
import { useTranslation } from '../../translation';
import {
  KeysButton,
  MayReport,
  PanelEmpty,
  PanelFailed,
  PanelLoading,
  ZoneNote,
} from '../common';
import { ReportConcernButton } from '../ReportDialog';
import { UnframedHead } from '../UnframedHead';
import styles from './MyWorkPage.module.css';
import { RolesCard } from './RolesCard';
import { type MyWork, useMyWork } from './useMyWork';
import { WorkList } from './WorkList';
import { WorkStrip } from './WorkStrip';

/** The button that lists the keys of the page. */
function WorkKeys() {
  const { t } = useTranslation();
  return (
    <div className={styles.keys}>
      <KeysButton
        keys={[
          { keys: ['J'], does: t('keys.next') },
          { keys: ['K'], does: t('keys.previous') },
          { keys: ['Enter'], does: t('myWork.keys.act') },
          { keys: ['T'], does: t('myWork.keys.take') },
        ]}
      />
    </div>
  );
}

function WorkFilters(props: {
  counts?: WorkPage['counts'];
  filters: MyWork['filters'];
  change: MyWork['change'];
}) {
  const { counts, filters, change } = props;
  const { t } = useTranslation();
  const countOf = { all: counts?.all, me: counts?.mine, group: counts?.group };
  const ANY = 'any';
  return (
    <div className={styles.tools}>
      <ToggleButtonGroup
        aria-label={t('myWork.holder.label')}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[filters.holder ?? 'all']}
        onSelectionChange={keys => {
          const holder = WORK_HOLDERS.find(id => keys.has(id));
          change({ holder });
        }}
      >
        {(['all', ...WORK_HOLDERS] as const).map(id => (
          <ToggleButton key={id} id={id}>
            {t(`myWork.holder.${id}`, { count: countOf[id] ?? 0 })}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <div className={styles.kindFilter}>
        <Select
          aria-label={t('myWork.kindFilter')}
          options={[
            { id: ANY, label: t('myWork.anyKind') },
            ...WORK_KINDS.map(id => ({ id, label: t(`myWork.kind.${id}`) })),
          ]}
          selectedKey={filters.kind ?? ANY}
          onSelectionChange={key =>
            change({ kind: WORK_KINDS.find(id => id === key) })
          }
        />
      </div>
      <WorkKeys />
    </div>
  );
}

function NoWork(props: { isNarrowed: boolean; onClear(): void }) {
  const { t } = useTranslation();
  return props.isNarrowed ? (
    <PanelEmpty title={t('myWork.empty.filtered')}>
      <Button variant="secondary" size="small" onPress={props.onClear}>
        {t('myWork.empty.clear')}
      </Button>
    </PanelEmpty>
  ) : (
    <PanelEmpty title={t('myWork.empty.title')} hint={t('myWork.empty.hint')} />
  );
}

function Work({ work, now }: { work: MyWork; now: number }) {
  const { t } = useTranslation();
  const { data, error, staleSince, change, isNarrowed } = work;
  if (data && data.items.length > 0) {
    return (
      <WorkList
        page={data}
        now={now}
        staleSince={staleSince}
        showMore={work.showMore}
      />
    );
  }
  return (
    <Card className={styles.card}>
      <CardBody>
        {error && (
          <PanelFailed
            title={t('myWork.failed.title')}
            hint={t('myWork.failed.hint')}
            subject={t('myWork.subject')}
            error={error}
            onRetry={work.reload}
          />
        )}
        {!error && !data && (
          <PanelLoading label={t('myWork.subject')} rows={8} />
        )}
        {!error && data && (
          <NoWork
            isNarrowed={isNarrowed}
            onClear={() =>
              change({ kind: undefined, holder: undefined, due: undefined })
            }
          />
        )}
      </CardBody>
    </Card>
  );
}

/**
 * What the reader must do across incidents, by due time, each with its act. Filters are in the URL.
 *
 * @param props.framed - whether the app shows a header with title and actions above it
 */
export function MyWorkPage(props: { framed?: boolean }) {
  const { t } = useTranslation();
  const work = useMyWork();
  const { data, filters, change } = work;
  usePageTitle(t('myWork.title'));
  const deadlines = (data?.items ?? []).flatMap(({ due }) =>
    due.at ? [Date.parse(due.at)] : [],
  );
  const now = useNow({
    deadlines,
    turns: deadlines.map(deadline => deadline + 1),
  });
  return (
    <div className={styles.page}>
      <div className={styles.column}>
        {!props.framed && (
          <UnframedHead>
            <MayReport>
              <ReportConcernButton variant="primary" />
            </MayReport>
          </UnframedHead>
        )}
        {data && data.counts.all > 0 && (
          <WorkStrip page={data} now={now} filters={filters} change={change} />
        )}
        <WorkFilters counts={data?.counts} filters={filters} change={change} />
        <div className={styles.grid}>
          <Work work={work} now={now} />
          <RolesCard />
        </div>
        <ZoneNote />
      </div>
    </div>
  );
}
