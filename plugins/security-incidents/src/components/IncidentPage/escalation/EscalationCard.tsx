import { Button, ButtonIcon, Card, CardBody, CardHeader } from '@backstage/ui';
import {
  RiAlarmWarningLine,
  RiCheckLine,
  RiErrorWarningLine,
  RiTimerLine,
} from '@remixicon/react';
import type {
  Escalation,
  NextEscalation,
} from 'backstage-plugin-security-incidents-common';
import { type ReactNode, useState } from 'react';
import { useNow } from '../../../hooks';
import {
  clockTime,
  formatCountdown,
  isToday,
  nearTime,
  shortTime,
} from '../../../time';
import {
  classNames,
  PanelFailed,
  PanelLoading,
  PanelStale,
  withShortNames,
} from '../../common';
import page from '../IncidentPage.module.css';
import { isFrozen, useIncidentRecord } from '../IncidentRecord';
import { Actor } from '../timeline/Actor';
import { WithNames } from '../timeline/WithNames';
import styles from './escalation.module.css';
import { EscalateDialog } from './EscalateDialog';
import { useEscalations } from './Escalations';
import {
  type Delivery,
  deliveryOf,
  ESCALATION_KIND_LABELS,
  nextWords,
  notToldLines,
  toldRefs,
} from './escalationText';
import { Names } from './Names';

/** How many of them are shown before somebody asks for all. */
const SHOWN = 3;

function NotTold({ to }: Pick<Escalation, 'to'>) {
  return (
    <>
      {notToldLines(to).map(line => (
        <div key={line} className={styles.line}>
          <RiErrorWarningLine size={14} className={page.late} aria-hidden />
          <span>
            <WithNames text={line} refs={to.map(({ ref }) => ref)} />
          </span>
        </div>
      ))}
    </>
  );
}

/** What happens by itself unless somebody acts. */
function Next({ next }: { next: NextEscalation }) {
  const at = Date.parse(next.at);
  const now = useNow({ deadlines: [at], turns: [at + 1] });
  const { unless, reason } = nextWords(next);
  const told = toldRefs(next.to);
  const when = isToday(next.at)
    ? `at ${clockTime(next.at)}`
    : `on ${nearTime(next.at, now)}`;
  return (
    <div className={`${page.well} ${styles.next}`}>
      <div className={page.strong}>
        {told.length > 0 ? (
          <>
            Goes to <Names refs={told} />
          </>
        ) : (
          'Finds nobody to tell'
        )}
        {` ${now > at ? 'any moment' : when}${
          unless ? ` unless ${unless}` : ''
        }`}
      </div>
      <div className={`${page.quiet} ${page.time}`}>
        {now > at ? reason : `In ${formatCountdown(at - now)}: ${reason}`}
      </div>
      <NotTold to={next.to} />
    </div>
  );
}

const VERBS: Record<Delivery, string> = {
  nobody: 'Nobody could be told',
  'on-its-way': 'Telling ',
  delivered: 'Told ',
  failed: 'Did not reach ',
};

function DeliveryLine({ item }: { item: Escalation }) {
  const lines: Record<Delivery, ReactNode> = {
    nobody: null,
    'on-its-way': (
      <>
        <RiTimerLine size={14} className={page.late} aria-hidden />
        <span>Not delivered yet, tried again by itself</span>
      </>
    ),
    delivered: (
      <>
        <RiCheckLine size={14} className={page.good} aria-hidden />
        <span>{`Delivered ${shortTime(
          item.deliveredAt ?? item.firedAt,
        )}`}</span>
      </>
    ),
    failed: (
      <>
        <RiErrorWarningLine size={14} className={page.alarm} aria-hidden />
        <span className={page.alarm}>{`Not delivered: ${
          item.failedBecause ?? ''
        }`}</span>
      </>
    ),
  };
  const line = lines[deliveryOf(item)];
  return line && <div className={styles.line}>{line}</div>;
}

function Fired({ item }: { item: Escalation }) {
  const delivery = deliveryOf(item);
  const told = toldRefs(item.to);
  return (
    <li className={page.item}>
      <div
        className={classNames(
          page.strong,
          delivery === 'failed' && page.alarm,
          delivery === 'nobody' && page.late,
        )}
      >
        {VERBS[delivery]}
        {delivery !== 'nobody' && <Names refs={told} />}
      </div>
      <div className={`${page.quiet} ${page.time}`}>
        {shortTime(item.firedAt)}
        {', '}
        {item.by ? (
          <>
            asked for by <Actor subject={item.by} />
          </>
        ) : (
          ESCALATION_KIND_LABELS[item.kind].toLocaleLowerCase('en')
        )}
      </div>
      <div className={styles.reason}>{withShortNames(item.reason)}</div>
      <DeliveryLine item={item} />
      <NotTold to={item.to} />
      {item.raisedToMajor && item.kind !== 'major' && (
        <div className={styles.line}>
          <RiAlarmWarningLine size={14} className={page.late} aria-hidden />
          <span>Proposes to make it a major incident</span>
        </div>
      )}
    </li>
  );
}

function History({ items }: { items: readonly Escalation[] }) {
  const [all, setAll] = useState(false);
  const newest = [...items].reverse();
  const hidden = newest.length - SHOWN;
  return (
    <>
      <ol className={page.list} aria-label="Who was told, newest first">
        {(all ? newest : newest.slice(0, SHOWN)).map(item => (
          <Fired key={item.id} item={item} />
        ))}
      </ol>
      {!all && hidden > 0 && (
        <Button
          className={page.note}
          size="small"
          variant="secondary"
          onPress={() => setAll(true)}
        >
          {`Show ${hidden} more`}
        </Button>
      )}
    </>
  );
}

/** Who is told next if nobody acts, and who was told when. */
export function EscalationCard() {
  const { incident } = useIncidentRecord();
  const {
    escalations: value,
    error,
    staleSince,
    reload,
    escalating,
    setEscalating,
    mayEscalate,
  } = useEscalations();
  return (
    <Card aria-label="Escalation" id="escalation">
      <CardHeader>
        <div className={page.between}>
          <h2 className={page.cardTitle}>Escalation</h2>
          {mayEscalate && (
            <ButtonIcon
              variant="tertiary"
              icon={<RiAlarmWarningLine aria-hidden />}
              aria-label="Tell somebody now"
              onPress={() => setEscalating(true)}
            />
          )}
        </div>
      </CardHeader>
      <CardBody>
        {error && (
          <PanelFailed
            error={error}
            title="Who was told did not load"
            hint="Escalations go on by themselves."
            subject="who was told"
            onRetry={reload}
          />
        )}
        {!value && !error && <PanelLoading label="escalations" rows={2} />}
        {value && (
          <>
            {value.next && <Next next={value.next} />}
            {!value.next && !isFrozen(incident) && (
              <p className={`${page.quiet} ${page.flush} ${styles.none}`}>
                {incident.severity
                  ? 'Nobody is told by itself from here: no clock is running that tells somebody, and no step of a ladder is left.'
                  : 'Nobody is told by itself yet: clocks start with a severity.'}
              </p>
            )}
            {value.items.length > 0 ? (
              <History items={value.items} />
            ) : (
              <p className={`${page.quiet} ${page.flush}`}>
                Nobody was told because of time, or by hand.
              </p>
            )}
          </>
        )}
        <PanelStale since={staleSince} what="the last answer" />
      </CardBody>
      {escalating && <EscalateDialog onClose={() => setEscalating(false)} />}
    </Card>
  );
}
