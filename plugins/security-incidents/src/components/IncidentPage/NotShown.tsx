import { useRouteRef } from '@backstage/core-plugin-api';
import { Button, ButtonLink, Card, CardBody, CardHeader } from '@backstage/ui';
import {
  RiErrorWarningLine,
  RiLock2Line,
  RiSearchLine,
} from '@remixicon/react';
import { incidentReadPermission } from 'backstage-plugin-security-incidents-common';
import { rootRouteRef } from '../../routes';
import { ReportConcernButton } from '../ReportDialog';
import type { Problem } from './fields';
import styles from './IncidentPage.module.css';

function wordsFor({ status, message }: Problem) {
  if (status === 404) {
    return {
      icon: <RiSearchLine aria-hidden />,
      title: 'No incident here that you can see',
      text: 'The key may be wrong, or the incident is kept to people who need to know. If somebody asked you to help, ask them to add you.',
    };
  }
  if (status === 403) {
    return {
      icon: <RiLock2Line aria-hidden />,
      title: 'You may not read incidents',
      text: `Missing right: ${incidentReadPermission.name}. Whoever runs this portal can give it to you.`,
    };
  }
  return {
    icon: <RiErrorWarningLine aria-hidden className={styles.alarm} />,
    title: 'The incident could not be loaded',
    text: message,
  };
}

/** Stands in for an incident that cannot be shown; the same words for a missing one and one kept from the reader. */
export function IncidentNotShown(props: {
  incidentKey: string;
  problem: Problem;
  onRetry(): void;
}) {
  const rootLink = useRouteRef(rootRouteRef);
  const { status } = props.problem;
  const withheld = status === 404 || status === 403;
  const { icon, title, text } = wordsFor(props.problem);
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
                  Try again
                </Button>
              )}
              <ButtonLink variant="secondary" href={rootLink()}>
                All incidents
              </ButtonLink>
              {status !== 403 && <ReportConcernButton variant="secondary" />}
            </div>
          </div>
        </div>
      </CardBody>
    </Card>
  );
}
