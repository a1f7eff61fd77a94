import { useApi } from '@backstage/core-plugin-api';
import { Alert, Button, ButtonLink, VisuallyHidden } from '@backstage/ui';
import type {
  LaterWork,
  WorkItem,
  WorkPage,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { securityIncidentsApiRef } from '../../api';
import { useNow } from '../../hooks';
import { AppLink, useRouteRef } from '../../navigation';
import {
  followIncidents,
  PAUSE_MS,
  queryKeys,
  usePanelQuery,
} from '../../queries';
import { incidentRouteRef, myWorkRouteRef } from '../../routes';
import { utcTime } from '../../time';
import { toMidSentence, useTranslation } from '../../translation';
import {
  classNames,
  PanelEmpty,
  PanelFailed,
  PanelLoading,
  PanelStale,
  SeverityMark,
} from '../common';
import { toStateNow } from '../MyWorkPage/groups';
import { useIncidentPlace } from '../MyWorkPage/useIncidentPlace';
import { useTake } from '../MyWorkPage/useTake';
import { WorkForm } from '../MyWorkPage/WorkForm';
import { toDueText, toTitleText } from '../MyWorkPage/workText';
import { WorkTitle } from '../MyWorkPage/WorkTitle';
import styles from './home.module.css';
import { toRows, type WidgetProps } from './settings';
import { WidgetCard } from './WidgetCard';

function Act(props: {
  item: WorkItem;
  /** The first row has the main action of the widget. */
  isFirst: boolean;
  isPending: boolean;
  onPress(): void;
}) {
  const { item, isFirst } = props;
  const { t } = useTranslation();
  const placeOf = useIncidentPlace();
  const act = t(`myWork.act.${item.action.name}`);
  const common = {
    size: 'small' as const,
    variant: isFirst ? ('primary' as const) : ('secondary' as const),
    'aria-label': t('myWork.actOn', { act, title: toTitleText(t, item) }),
  };
  return item.action.name === 'open' ? (
    <ButtonLink {...common} href={placeOf(item)}>
      {act}
    </ButtonLink>
  ) : (
    <Button {...common} isPending={props.isPending} onPress={props.onPress}>
      {act}
    </Button>
  );
}

function Task(props: {
  item: WorkItem;
  now: number;
  isFirst: boolean;
  isOpen: boolean;
  isPending: boolean;
  onAct(): void;
  onDone(item: WorkItem): void;
  onClose(): void;
}) {
  const { item, now, isOpen } = props;
  const { t } = useTranslation();
  const link = useRouteRef(incidentRouteRef);
  const { main, detail } = toDueText(t, item, now);
  return (
    <li className={styles.row}>
      <div className={styles.task}>
        <div className={styles.what}>
          <span className={styles.strong}>
            <WorkTitle item={item} />
          </span>
          <span className={styles.about}>
            <SeverityMark severity={item.incident.severity} />
            <AppLink
              to={link({ key: item.incident.key })}
              className={styles.link}
            >
              {item.incident.key}
            </AppLink>
            <span className={styles.cut}>{item.incident.title}</span>
          </span>
        </div>
        <div className={styles.due} data-state={toStateNow(item, now)}>
          <span>{main}</span>
          {detail && item.due.at && (
            <time
              className={styles.quiet}
              dateTime={item.due.at}
              title={utcTime(item.due.at)}
            >
              {detail}
            </time>
          )}
        </div>
        <div className={styles.act}>
          {!isOpen && (
            <Act
              item={item}
              isFirst={props.isFirst}
              isPending={props.isPending}
              onPress={props.onAct}
            />
          )}
        </div>
      </div>
      {isOpen && (
        <WorkForm item={item} onDone={props.onDone} onClose={props.onClose} />
      )}
    </li>
  );
}

/** How many incidents with work for later are named. */
const LATER_ROWS = 2;

/** What the reader will have to do once a phase begins or other tasks end. */
function Later({ later }: { later: LaterWork }) {
  const { t } = useTranslation();
  const link = useRouteRef(incidentRouteRef);
  return (
    <>
      {later.incidents
        .slice(0, LATER_ROWS)
        .map(({ incident, total, titles, startsWith }) => (
          <div key={incident.id} className={styles.later}>
            <div className={styles.between}>
              <span>
                {t('home.tasks.laterIn', {
                  count: total,
                  incident: (
                    <AppLink
                      to={link({ key: incident.key })}
                      className={styles.link}
                    >
                      {incident.key}
                    </AppLink>
                  ),
                })}
              </span>
              <span>
                {startsWith
                  ? t('home.tasks.startsWith', {
                      status: toMidSentence(t(`term.status.${startsWith}`)),
                    })
                  : t('home.tasks.startsAfter')}
              </span>
            </div>
            <span className={styles.wraps}>{titles.join('. ')}.</span>
          </div>
        ))}
    </>
  );
}

function Tasks(props: { page: WorkPage; now: number; staleSince?: number }) {
  const { page, now } = props;
  const { t } = useTranslation();
  const [openId, setOpenId] = useState<string>();
  const [said, setSaid] = useState('');
  const { take, takingId, problem } = useTake(item =>
    setSaid(t('myWork.taken', { title: toTitleText(t, item) })),
  );
  const left = page.totalItems - page.items.length;
  return (
    <>
      <VisuallyHidden>
        <span role="status">{said}</span>
      </VisuallyHidden>
      {problem && (
        <div role="alert">
          <Alert status="warning" title={problem.message} />
        </div>
      )}
      <PanelStale since={props.staleSince} what={t('home.tasks.stale')} />
      {page.items.length === 0 ? (
        <PanelEmpty
          title={t('home.tasks.none')}
          hint={t('home.tasks.noneHint')}
        />
      ) : (
        <ul className={classNames(styles.list, styles.tasks)}>
          {page.items.map((item, index) => (
            <Task
              key={item.id}
              item={item}
              now={now}
              isFirst={index === 0 && openId === undefined}
              isOpen={item.id === openId}
              isPending={item.id === takingId}
              onAct={() =>
                item.action.name === 'take' ? take(item) : setOpenId(item.id)
              }
              onClose={() => setOpenId(undefined)}
              onDone={({ title }) => {
                setOpenId(undefined);
                const rest = Math.max(0, page.totalItems - 1);
                setSaid(t('myWork.done', { title, left: String(rest) }));
              }}
            />
          ))}
        </ul>
      )}
      {left > 0 && (
        <p className={styles.quiet}>{t('home.tasks.more', { count: left })}</p>
      )}
      <Later later={page.later} />
    </>
  );
}

/** What the reader must do first across incidents, each with its act. */
export function MyTasks(props: WidgetProps) {
  const { t } = useTranslation();
  const api = useApi(securityIncidentsApiRef);
  const query = { limit: toRows(props) };
  const work = useRouteRef(myWorkRouteRef)();
  const { data, error, reload, staleSince } = usePanelQuery<WorkPage>({
    queryKey: queryKeys.work(query),
    // A task may become the reader's on any incident.
    follow: followIncidents(
      ({ items }) => items.map(({ incident }) => incident.id),
      PAUSE_MS,
    ),
    queryFn: ({ signal }) => api.getMyWork(query, { signal }),
  });
  const deadlines = (data?.items ?? []).flatMap(({ due }) =>
    due.at ? [Date.parse(due.at)] : [],
  );
  const now = useNow({
    deadlines,
    turns: deadlines.map(deadline => deadline + 1),
  });
  const { all: count = 0, byDue } = data?.counts ?? {};
  const overdue = byDue?.overdue ?? 0;
  const countText =
    overdue > 0
      ? t('home.tasks.countOverdue', { overdue: String(overdue), count })
      : t('home.tasks.count', { count });
  const later = data?.later.total ?? 0;
  const note = [
    count > 0 && countText,
    later > 0 && t('home.tasks.later', { later: String(later) }),
  ].filter(Boolean);
  return (
    <WidgetCard
      title={t('home.tasks.title')}
      note={note.length > 0 ? note.join(', ') : undefined}
      all={{ text: t('home.tasks.all'), href: work }}
    >
      {error && (
        <PanelFailed
          title={t('home.tasks.failed')}
          hint={t('home.notNone')}
          subject={t('home.tasks.subject')}
          error={error}
          onRetry={reload}
        />
      )}
      {!error && !data && <PanelLoading label={t('home.tasks.subject')} />}
      {!error && data && (
        <Tasks page={data} now={now} staleSince={staleSince} />
      )}
    </WidgetCard>
  );
}
