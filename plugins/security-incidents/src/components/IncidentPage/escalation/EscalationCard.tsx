import { ButtonIcon, Card, CardBody, CardHeader } from '@backstage/ui';
import { RiAlarmWarningLine } from '@remixicon/react';
import type { Escalations } from 'backstage-plugin-security-incidents-common';
import { useTranslation } from '../../../translation';
import { PanelFailed, PanelLoading, PanelStale, ZoneNote } from '../../common';
import page from '../IncidentPage.module.css';
import { isFrozen, useIncidentRecord } from '../IncidentRecord';
import styles from './escalation.module.css';
import { EscalationHistory } from './EscalationHistory';
import { useEscalations } from './Escalations';
import { NextEscalation } from './NextEscalation';

function NextAndPast({ escalations }: { escalations: Escalations }) {
  const { incident } = useIncidentRecord();
  const { t } = useTranslation();
  const { next, items } = escalations;
  return (
    <>
      {next && <NextEscalation next={next} />}
      {!next && !isFrozen(incident) && (
        <p className={`${page.quiet} ${page.flush} ${styles.none}`}>
          {incident.severity
            ? t('incidentPage.escalation.noneNext')
            : t('incidentPage.escalation.noSeverity')}
        </p>
      )}
      {items.length > 0 ? (
        <EscalationHistory items={items} />
      ) : (
        <p className={`${page.quiet} ${page.flush}`}>
          {t('incidentPage.escalation.none')}
        </p>
      )}
    </>
  );
}

/** Who is notified next if nobody acts, and who was notified when. */
export function EscalationCard() {
  const { t } = useTranslation();
  const { escalations, error, staleSince, reload, setEscalating, mayEscalate } =
    useEscalations();
  return (
    <Card aria-label={t('incidentPage.escalation.title')} id="escalation">
      <CardHeader>
        <div className={page.between}>
          <h2 className={page.cardTitle}>
            {t('incidentPage.escalation.title')}
          </h2>
          {mayEscalate && (
            <ButtonIcon
              variant="tertiary"
              icon={<RiAlarmWarningLine aria-hidden />}
              aria-label={t('incidentPage.escalation.escalateNow')}
              onPress={() => setEscalating(true)}
            />
          )}
        </div>
      </CardHeader>
      <CardBody>
        {error && (
          <PanelFailed
            error={error}
            title={t('incidentPage.escalation.failed')}
            hint={t('incidentPage.escalation.failedHint')}
            subject={t('incidentPage.escalation.subject')}
            onRetry={reload}
          />
        )}
        {!escalations && !error && (
          <PanelLoading label={t('incidentPage.escalation.loading')} rows={2} />
        )}
        {escalations && <NextAndPast escalations={escalations} />}
        {escalations && <ZoneNote />}
        <PanelStale
          since={staleSince}
          what={t('incidentPage.escalation.stale')}
        />
      </CardBody>
    </Card>
  );
}
