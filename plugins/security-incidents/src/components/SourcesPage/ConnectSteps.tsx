import { useApi, configApiRef } from '@backstage/core-plugin-api';
import { Button, Card, CardBody, CardHeader } from '@backstage/ui';
import type { DetectionSourceDetails } from 'backstage-plugin-security-incidents-common';
import { type ReactNode, useState } from 'react';
import { useDetectionSource } from '../../queries';
import { nearTime } from '../../time';
import { useTranslation } from '../../translation';
import { PanelFailed, PanelLoading, StateMark } from '../common';
import styles from './SourcesPage.module.css';

/** The whole address of a webhook. */
export function useWebhookAddress(path: string): string {
  const base = useApi(configApiRef).getOptionalString('backend.baseUrl') ?? '';
  return `${base}/api/security-incidents${path}`;
}

/** The address of a webhook, and a button that copies it. */
export function WebhookAddress({ path }: { path: string }) {
  const { t } = useTranslation();
  const address = useWebhookAddress(path);
  const [isCopied, setCopied] = useState(false);
  return (
    <span className={styles.address}>
      <code>{address}</code>
      <Button
        variant="tertiary"
        size="small"
        onPress={async () => {
          // Browsers have no clipboard on plain HTTP; the address can be selected by hand.
          await navigator.clipboard?.writeText(address);
          setCopied(Boolean(navigator.clipboard));
        }}
      >
        {t(isCopied ? 'sources.connect.copied' : 'sources.connect.copy')}
      </Button>
    </span>
  );
}

function Step(props: { title: string; isDone: boolean; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <li className={styles.step}>
      <StateMark state={props.isDone ? 'good' : 'none'} decorative />
      <div className={styles.stack}>
        <b>
          {props.title}{' '}
          <span className={styles.quiet}>
            {t(props.isDone ? 'sources.connect.done' : 'sources.connect.open')}
          </span>
        </b>
        {props.children}
      </div>
    </li>
  );
}

function Steps({ source }: { source: DetectionSourceDetails }) {
  const { t } = useTranslation();
  const { lastEventAt, secrets, secretsKey } = source;
  return (
    <ol className={styles.steps}>
      <Step title={t('sources.connect.where')} isDone>
        <WebhookAddress path={source.path} />
      </Step>
      <Step title={t('sources.connect.proof')} isDone>
        <span className={styles.quiet}>{source.proof}</span>
      </Step>
      <Step title={t('sources.connect.secret')} isDone={secrets > 0}>
        <span>
          {secrets > 0
            ? t('sources.connect.secretSet', { count: secrets })
            : t('sources.connect.secretMissing')}{' '}
          <code>{secretsKey}</code>
        </span>
        <span className={styles.quiet}>{t('sources.connect.secretHint')}</span>
      </Step>
      <Step title={t('sources.connect.wait')} isDone={Boolean(lastEventAt)}>
        <span className={styles.quiet}>
          {lastEventAt
            ? t('sources.connect.waited', {
                time: nearTime(lastEventAt, Date.now()),
              })
            : t('sources.connect.waitHint')}
        </span>
      </Step>
    </ol>
  );
}

/** What is done and what is left to connect a source. */
export function ConnectSteps(props: { id: string; title: string }) {
  const { id, title } = props;
  const { t } = useTranslation();
  const { data: source, error, reload } = useDetectionSource(id);
  const done = source
    ? 2 + Number(source.secrets > 0) + Number(Boolean(source.lastEventAt))
    : undefined;
  const heading = t('sources.connect.title', { source: title });
  return (
    <Card aria-label={heading} id="connect">
      <CardHeader>
        <h2 className={styles.cardTitle}>
          {heading}{' '}
          {done !== undefined && (
            <span className={styles.quiet}>
              {t('sources.connect.steps', { done })}
            </span>
          )}
        </h2>
      </CardHeader>
      <CardBody>
        {error && (
          <PanelFailed
            title={t('sources.failed.title')}
            subject={t('sources.subject')}
            error={error}
            onRetry={reload}
          />
        )}
        {!error && !source && (
          <PanelLoading label={t('sources.subject')} rows={8} />
        )}
        {!error && source && <Steps source={source} />}
      </CardBody>
    </Card>
  );
}
