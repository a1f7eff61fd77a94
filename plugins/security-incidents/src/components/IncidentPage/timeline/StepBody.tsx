import { RiEditLine, RiHistoryLine } from '@remixicon/react';
import type { ResolutionStep } from 'backstage-plugin-security-incidents-common';
import { clockTime, dateTime, dayOf, elapsed } from '../../../time';
import {
  getLabels,
  type Translate,
  useTranslation,
  toMidSentence,
} from '../../../translation';
import { classNames, EntityName } from '../../common';
import page from '../IncidentPage.module.css';
import { Actor } from './Actor';
import { Pointer } from './Pointer';
import styles from './timeline.module.css';
import type { TimelineContext } from './TimelineLines';

/** A time beside another one: without its date on the same day. */
function toTimeBeside(other: string, iso: string): string {
  return dayOf(iso) === dayOf(other) ? clockTime(iso) : dateTime(iso);
}

function toHappenedText(t: Translate, step: ResolutionStep): string {
  const { performedAt, recordedAt } = step;
  return t('incidentPage.timeline.step.happened', {
    performed: toTimeBeside(recordedAt, performedAt),
    recorded: toTimeBeside(performedAt, recordedAt),
    delay: elapsed(performedAt, recordedAt),
  });
}

function toTitle(t: Translate, { kind, audience }: ResolutionStep): string {
  return audience
    ? t('incidentPage.timeline.step.toAudience', {
        kind: getLabels(t, 'stepKind')[kind],
        audience: toMidSentence(getLabels(t, 'stepAudience')[audience]),
      })
    : getLabels(t, 'stepKind')[kind];
}

function Headline(props: {
  step: ResolutionStep;
  amendment?: ResolutionStep;
  context: TimelineContext;
}) {
  const { step, amendment, context } = props;
  const { t } = useTranslation();
  const original = step.supersedes && context.steps.get(step.supersedes);
  return (
    <div className={styles.headline}>
      <strong>{toTitle(t, step)}</strong>
      <span className={page.quiet}>
        <Actor subject={step.performedBy} />
      </span>
      {step.lateEntry && (
        <span className={`${page.chip} ${page.warning}`}>
          <RiHistoryLine aria-hidden />
          {t('incidentPage.timeline.step.late')}
        </span>
      )}
      {original && (
        <Pointer
          seq={original.seq}
          tone={page.announcement}
          icon={<RiEditLine aria-hidden />}
          text={t('incidentPage.timeline.step.amends', {
            seq: String(original.seq),
          })}
          onShow={context.onShow}
        />
      )}
      {amendment && (
        <Pointer
          seq={amendment.seq}
          text={t('incidentPage.timeline.step.amended', {
            time: toTimeBeside(step.recordedAt, amendment.recordedAt),
            seq: String(amendment.seq),
          })}
          onShow={context.onShow}
        />
      )}
    </div>
  );
}

/** A resolution step: what was done by whom, and what amends it. */
export function StepBody(props: {
  step: ResolutionStep;
  context: TimelineContext;
}) {
  const { step, context } = props;
  const { t } = useTranslation();
  const { steps, onAmend } = context;
  const amendment = step.supersededBy
    ? steps.get(step.supersededBy)
    : undefined;
  return (
    <>
      <Headline step={step} amendment={amendment} context={context} />
      <p className={classNames(page.entryText, amendment && styles.corrected)}>
        {step.text}
      </p>
      <div className={styles.details}>
        {step.lateEntry && <span>{toHappenedText(t, step)}</span>}
        {step.entityRefs.map(ref => (
          <span key={ref}>
            <EntityName entityRef={ref} />
          </span>
        ))}
        {Boolean(step.withheldEntities) && (
          <span>
            {t('incidentPage.timeline.step.hiddenServices', {
              count: step.withheldEntities ?? 0,
            })}
          </span>
        )}
        {step.outcome && (
          <span>{getLabels(t, 'stepOutcome')[step.outcome]}</span>
        )}
        {onAmend && !amendment && (
          <button
            type="button"
            className={page.linkButton}
            aria-label={t('incidentPage.timeline.step.amendLabel', {
              seq: String(step.seq),
            })}
            onClick={() => onAmend(step)}
          >
            {t('incidentPage.timeline.step.amend')}
          </button>
        )}
      </div>
    </>
  );
}
