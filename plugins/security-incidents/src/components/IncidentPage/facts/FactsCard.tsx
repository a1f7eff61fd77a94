import { Button, ButtonIcon, Card, CardBody, CardHeader } from '@backstage/ui';
import { usePermission } from '@backstage/plugin-permission-react';
import { RiPencilLine } from '@remixicon/react';
import { detectionReadPermission } from 'backstage-plugin-security-incidents-common';
import { useIncidentDetections } from '../../../queries';
import { EntityLink } from '../../../navigation';
import { dateTime } from '../../../time';
import {
  getLabels,
  getRsitTypeText,
  useTranslation,
} from '../../../translation';
import { Time, ZoneNote } from '../../common';
import styles from '../IncidentPage.module.css';
import { isFrozen, useIncidentRecord } from '../IncidentRecord';
import { Actor } from '../timeline/Actor';
import { useWhomToAsk } from '../useWhomToAsk';
import { Fact } from './Fact';
import { getTristateLabels } from './labels';
import { WhyPriority } from './WhyPriority';

/** Who decided what about a major incident, and why; nothing while nobody has. */
function Major() {
  const { t } = useTranslation();
  const { state, at, by, reason } = useIncidentRecord().incident.major;
  if (state === 'proposed' || (state === 'none' && !by)) return null;
  const label = t(`incidentPage.facts.majorState.${state}`);
  return (
    <Fact name={t('incidentPage.facts.name.major')}>
      {reason
        ? t('incidentPage.facts.majorBecause', { state: label, reason })
        : label}
      <div className={`${styles.quiet} ${styles.time}`}>
        {by && <Actor subject={by} />}
        {by && at && ', '}
        {at && <Time at={at} format={dateTime} />}
      </div>
    </Fact>
  );
}

function FactTime({ at }: { at?: string }) {
  const { t } = useTranslation();
  return (
    <span className={styles.time}>
      {at ? (
        <Time at={at} format={dateTime} />
      ) : (
        t('incidentPage.facts.unknown')
      )}
    </span>
  );
}

function Method() {
  const { t } = useTranslation();
  const { detection } = useIncidentRecord().incident;
  if (!detection) return null;
  const method = getLabels(t, 'detectionMethod')[detection.method];
  return (
    <span className={styles.quiet}>
      {detection.certainty === 'unsure'
        ? t('incidentPage.facts.unsure', { method })
        : method}
    </span>
  );
}

/** The source whose detection became the incident, as long as the time is that of the detection. */
function MethodOrSource() {
  const { t } = useTranslation();
  const { incident, pageKey } = useIncidentRecord();
  const { data } = useIncidentDetections(pageKey);
  const evidence = data?.attached.find(
    ({ status, firstSeenAt }) =>
      status === 'promoted' && firstSeenAt === incident.detectedAt,
  );
  if (!evidence) return <Method />;
  return (
    <a className={styles.link} href="#detections">
      {t('incidentPage.facts.detectedBy', {
        source: data?.sourceTitles[evidence.sourceId] ?? evidence.sourceId,
      })}
    </a>
  );
}

function Detected() {
  const { t } = useTranslation();
  const { detectedAt } = useIncidentRecord().incident;
  const { allowed } = usePermission({ permission: detectionReadPermission });
  return (
    <Fact name={t('incidentPage.facts.name.detected')}>
      <FactTime at={detectedAt} /> {allowed ? <MethodOrSource /> : <Method />}
    </Fact>
  );
}

/** When things happened. */
function Times() {
  const { incident } = useIncidentRecord();
  const { t } = useTranslation();
  const { occurredAt, recordedAt, declaredAt, awareAt } = incident;
  return (
    <>
      <Fact name={t('incidentPage.facts.name.occurred')}>
        <FactTime at={occurredAt} />
      </Fact>
      <Detected />
      <Fact name={t('incidentPage.facts.name.recorded')}>
        <FactTime at={recordedAt} />
      </Fact>
      {declaredAt && (
        <Fact name={t('incidentPage.facts.name.declared')}>
          <FactTime at={declaredAt} />
        </Fact>
      )}
      {awareAt && (
        <Fact name={t('incidentPage.facts.name.aware')}>
          <FactTime at={awareAt} />
        </Fact>
      )}
    </>
  );
}

function FactsList() {
  const { incident } = useIncidentRecord();
  const { t } = useTranslation();
  const { classification } = incident;
  const tristates = getTristateLabels(t);
  const classTexts = classification && [
    getLabels(t, 'rsitClass')[classification.class],
    classification.type && getRsitTypeText(t, classification.type),
  ];
  return (
    <dl className={styles.facts}>
      <Fact name={t('incidentPage.facts.name.class')}>
        {classTexts?.filter(Boolean).join(', ') ??
          t('incidentPage.facts.undecided')}
      </Fact>
      <Fact name={t('incidentPage.facts.name.determination')}>
        {getLabels(t, 'determination')[incident.determination]}
      </Fact>
      <Times />
      <Fact name={t('incidentPage.facts.name.ongoing')}>
        {tristates[incident.ongoing]}
      </Fact>
      <Fact name={t('incidentPage.facts.name.personalData')}>
        {tristates[incident.personalData.involved]}
      </Fact>
      <Fact name={t('incidentPage.facts.name.malicious')}>
        {tristates[incident.suspectedMalicious]}
      </Fact>
      <Major />
      <Fact name={t('incidentPage.facts.name.reportedBy')}>
        <EntityLink entityRef={incident.reportedBy} hideIcon />
      </Fact>
      {incident.resolution && incident.status !== 'closed' && (
        <Fact name={t('incidentPage.facts.name.resolution')}>
          {incident.resolution.summary}
        </Fact>
      )}
    </dl>
  );
}

function CannotEdit() {
  const { t } = useTranslation();
  const whom = useWhomToAsk();
  return (
    <p className={styles.quiet}>
      {t('incidentPage.facts.cannotEdit', { whom })}
    </p>
  );
}

/** What is known, and why the priority is what it is. */
export function FactsCard() {
  const { incident, setEditingFacts } = useIncidentRecord();
  const { t } = useTranslation();
  const { title, summary, rights, status, resolution } = incident;
  // A closed record begins with its summary.
  const isSummaryAbove = status === 'closed' && resolution !== undefined;
  const mayChange = rights.update && !isFrozen(incident);
  return (
    <Card aria-label={t('incidentPage.facts.title')}>
      <CardHeader>
        <div className={styles.between}>
          <h2 className={styles.cardTitle}>{t('incidentPage.facts.title')}</h2>
          {mayChange && (
            <ButtonIcon
              variant="tertiary"
              icon={<RiPencilLine aria-hidden />}
              aria-label={t('incidentPage.facts.edit')}
              onPress={() => setEditingFacts(true)}
            />
          )}
        </div>
      </CardHeader>
      <CardBody>
        <WhyPriority />
        <FactsList />
        <ZoneNote />
        {!isSummaryAbove && summary && summary !== title && (
          <p className={styles.entryText}>{summary}</p>
        )}
        {!rights.update && <CannotEdit />}
        {mayChange && !incident.classification && (
          <div className={styles.decide}>
            <Button variant="secondary" onPress={() => setEditingFacts(true)}>
              {t('incidentPage.facts.decideClass')}
            </Button>
          </div>
        )}
      </CardBody>
    </Card>
  );
}
