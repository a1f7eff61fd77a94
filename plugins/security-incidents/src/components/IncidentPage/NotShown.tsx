import { useRouteRef } from '@backstage/core-plugin-api';
import { Button, ButtonLink, Card, CardBody, CardHeader } from '@backstage/ui';
import {
  RiErrorWarningLine,
  RiLock2Line,
  RiSearchLine,
} from '@remixicon/react';
import { rootRouteRef } from '../../routes';
import { type Translate, useTranslation } from '../../translation';
import { ReportConcernButton } from '../ReportDialog';
import { BreakGlass } from './BreakGlass';
import type { Problem } from './fields';
import styles from './IncidentPage.module.css';

function getWords(t: Translate, { status, message }: Problem) {
  if (status === 404) {
    return {
      icon: <RiSearchLine aria-hidden />,
      title: t('incidentPage.notShown.missing'),
      text: t('incidentPage.notShown.missingHint'),
    };
  }
  if (status === 403) {
    return {
      icon: <RiLock2Line aria-hidden />,
      title: t('incidentPage.notShown.forbidden'),
      text: t('incidentPage.notShown.forbiddenHint'),
    };
  }
  return {
    icon: <RiErrorWarningLine aria-hidden className={styles.alarm} />,
    title: t('incidentPage.notShown.failed'),
    text: message,
  };
}

/** Stands in for an incident that cannot be shown. A missing and a restricted incident read the same. */
export function IncidentNotShown(props: {
  incidentKey: string;
  problem: Problem;
  onRetry(): void;
}) {
  const rootLink = useRouteRef(rootRouteRef);
  const { t } = useTranslation();
  const { status } = props.problem;
  const withheld = status === 404 || status === 403;
  const { icon, title, text } = getWords(t, props.problem);
  return (
    <Card className={styles.notShown}>
      <CardHeader>
        <h1 className={styles.cardTitle}>{props.incidentKey}</h1>
      </CardHeader>
      <CardBody>
        <div className={styles.message} role={withheld ? undefined : 'alert'}>
          {icon}
          <div>
            <div className={styles.strong}>{title}</div>
            <p className={styles.quiet}>{text}</p>
            <div className={styles.row}>
              {!withheld && (
                <Button variant="primary" onPress={props.onRetry}>
                  {t('common.retry')}
                </Button>
              )}
              <ButtonLink variant="secondary" href={rootLink()}>
                {t('incidentPage.notShown.all')}
              </ButtonLink>
              {status !== 403 && <ReportConcernButton variant="secondary" />}
              {status === 404 && (
                <BreakGlass
                  incidentKey={props.incidentKey}
                  onOpened={props.onRetry}
                />
              )}
            </div>
          </div>
        </div>
      </CardBody>
    </Card>
  );
}
