import { RiAlarmWarningLine } from '@remixicon/react';
import type {
  ResolutionCode,
  TimelineEntry,
} from 'backstage-plugin-security-incidents-common';
import { AppLink, useRouteRef } from '../../../navigation';
import { incidentViewRouteRef } from '../../../routes';
import { getLabels, useTranslation } from '../../../translation';
import { classNames, TextWithNames } from '../../common';
import page from '../IncidentPage.module.css';
import { useIncidentRecord } from '../IncidentRecord';
import { Actor, isPerson } from './Actor';
import { toChangeLines } from './changeLines';
import { dataOf, textOf } from './entryData';
import { isReasonInSentence, toEscalationLines } from './escalationEntries';
import { toObligationLines } from './obligationEntries';
import { toPlanLines } from './planEntries';
import { Repeats } from './Repeats';
import { Sentence } from './Sentence';
import { isHeadline } from './sentences';
import styles from './timeline.module.css';
import type { TimelineContext } from './TimelineLines';
import { toSaid } from '../../said';

function Headline({ entry }: { entry: TimelineEntry }) {
  const { t } = useTranslation();
  const { action, actor } = entry;
  const byRule = action === 'major.proposed' && isPerson(actor);
  return (
    <div className={styles.headline}>
      <strong>
        <Sentence entry={entry} />
      </strong>
      {!action.startsWith('escalation.') && (
        <span className={page.quiet}>
          {byRule ? (
            t('incidentPage.timeline.entry.byRule', {
              actor: <Actor subject={actor} />,
            })
          ) : (
            <Actor subject={actor} />
          )}
        </span>
      )}
    </div>
  );
}

function WhoDidWhat({ entry }: { entry: TimelineEntry }) {
  const { t } = useTranslation();
  return (
    <div>
      <strong>
        <Actor subject={entry.actor} />
      </strong>{' '}
      <Sentence entry={entry} />{' '}
      {entry.action === 'access.broken-glass' && (
        <span className={classNames(page.chip, page.negative)}>
          <RiAlarmWarningLine aria-hidden />
          {t('incidentPage.timeline.entry.breakGlass')}
        </span>
      )}
    </div>
  );
}

/** Leads from an entry about evidence to its file. */
function EvidenceLink({ entry }: { entry: TimelineEntry }) {
  const { t } = useTranslation();
  const { incident } = useIncidentRecord();
  const view = useRouteRef(incidentViewRouteRef);
  const id = textOf(dataOf(entry), 'evidenceId');
  if (!id || !entry.action.startsWith('evidence.')) return null;
  return (
    <AppLink
      to={`${view({ key: incident.key, view: 'evidence' })}#evidence-${id}`}
      className={page.link}
    >
      {t('incidentPage.timeline.evidence.show')}
    </AppLink>
  );
}

/** What somebody wrote or chose with the change: a reason, and how an incident ended. */
function Texts({ entry }: { entry: TimelineEntry }) {
  const { t } = useTranslation();
  const data = dataOf(entry);
  const resolution = data.resolution as
    | { code?: ResolutionCode; summary?: string; rootCause?: string }
    | undefined;
  const mergedInto = textOf(data, 'mergedInto');
  const texts = [
    // The lines above name each reason of a proposal.
    entry.action !== 'major.proposed' &&
      !isReasonInSentence(entry) &&
      textOf(data, 'reason'),
    resolution?.code && getLabels(t, 'resolutionCode')[resolution.code],
    resolution?.summary,
    resolution?.rootCause &&
      t('incidentPage.timeline.entry.rootCause', {
        text: resolution.rootCause,
      }),
    mergedInto &&
      t('incidentPage.timeline.entry.mergedInto', { incident: mergedInto }),
  ].filter((text): text is string => Boolean(text));
  return (
    <>
      {texts.map(text => (
        <p key={text} className={page.entryText}>
          {isPerson(entry.actor) ? (
            text
          ) : (
            <TextWithNames text={toSaid(t, text)} />
          )}
        </p>
      ))}
    </>
  );
}

/** Anything but a resolution step: what changed, and why. */
export function ChangeBody({
  entry,
  context,
}: {
  entry: TimelineEntry;
  context: TimelineContext;
}) {
  const { t } = useTranslation();
  const lines = [
    ...toChangeLines(t, dataOf(entry)),
    ...toPlanLines(t, entry),
    ...toEscalationLines(t, entry),
    ...toObligationLines(t, entry),
  ];
  return (
    <>
      {isHeadline(entry) ? (
        <Headline entry={entry} />
      ) : (
        <WhoDidWhat entry={entry} />
      )}
      {entry.data === undefined && (
        <p className={page.quiet}>
          {entry.withheld
            ? t('incidentPage.timeline.entry.withheld')
            : t('incidentPage.timeline.entry.erased')}
        </p>
      )}
      {lines.map((line, index) => (
        // The lines of an entry never change.
        <div key={index} className={page.quiet}>
          {line}
        </div>
      ))}
      <EvidenceLink entry={entry} />
      <Texts entry={entry} />
      <Repeats entry={entry} context={context} />
    </>
  );
}
