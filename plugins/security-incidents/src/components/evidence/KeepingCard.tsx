import { Card, CardBody, CardHeader } from '@backstage/ui';
import type { ReactNode } from 'react';
import { dayOf } from '../../time';
import { useTranslation } from '../../translation';
import { EntityName } from '../common';
import page from '../IncidentPage/IncidentPage.module.css';
import { useIncidentRecord } from '../IncidentPage/IncidentRecord';
import { formatBytes } from '../../formatBytes';
import { useEvidenceContext } from './context';
import styles from './evidence.module.css';

function Fact(props: { term: string; children: ReactNode; hint?: string }) {
  return (
    <div>
      <dt>{props.term}</dt>
      <dd>
        {props.children}
        {props.hint && <span className={page.quiet}>{props.hint}</span>}
      </dd>
    </div>
  );
}

/** How the files are kept, and who may read them. */
export function KeepingCard() {
  const { t } = useTranslation();
  const { incident } = useIncidentRecord();
  const { list } = useEvidenceContext();
  const held = list.items.filter(({ legalHold }) => legalHold);
  const holders = [...new Set(held.map(({ legalHold }) => legalHold!.by))];
  const { visibility, members } = incident;
  const { years, until } = list.keeping;
  return (
    <Card aria-label={t('evidence.keeping.title')}>
      <CardHeader>
        <h2 className={page.cardTitle}>{t('evidence.keeping.title')}</h2>
      </CardHeader>
      <CardBody>
        <dl className={styles.keeping}>
          <Fact
            term={t('evidence.keeping.until')}
            hint={t(
              years ? 'evidence.keeping.byRule' : 'evidence.keeping.noRuleHint',
            )}
          >
            {until && dayOf(until)}
            {!until && years && t('evidence.keeping.years', { count: years })}
            {!years && t('evidence.keeping.noRule')}
          </Fact>
          <Fact
            term={t('evidence.keeping.hold')}
            hint={held.length > 0 ? t('evidence.keeping.heldHint') : undefined}
          >
            {held.length > 0 ? (
              <span>
                {t('evidence.keeping.held', { count: held.length })}
                {holders.map(ref => (
                  <span key={ref}>
                    {', '}
                    <EntityName entityRef={ref} />
                  </span>
                ))}
              </span>
            ) : (
              t('evidence.keeping.noHold')
            )}
          </Fact>
          <Fact term={t('evidence.keeping.visibility')}>
            {visibility === 'restricted'
              ? t('evidence.keeping.restricted', { count: members.length })
              : t('evidence.keeping.open')}
          </Fact>
          <Fact
            term={t('evidence.keeping.marking')}
            hint={t('evidence.keeping.markingHint')}
          >
            TLP:{incident.tlp}
          </Fact>
          <Fact term={t('evidence.keeping.used')}>
            {t('evidence.keeping.usedOf', {
              used: formatBytes(list.storedBytes),
              size: formatBytes(list.limits.incidentBytes),
            })}
          </Fact>
          <Fact term={t('evidence.keeping.stored')}>
            {list.storage === 'database'
              ? t('evidence.keeping.database')
              : list.storage}
          </Fact>
        </dl>
      </CardBody>
    </Card>
  );
}

/** What custody means here. */
export function CustodyNoteCard() {
  const { t } = useTranslation();
  return (
    <Card aria-label={t('evidence.custodyNote.title')}>
      <CardHeader>
        <h2 className={page.cardTitle}>{t('evidence.custodyNote.title')}</h2>
      </CardHeader>
      <CardBody>
        <p className={`${page.flush} ${styles.note}`}>
          {t('evidence.custodyNote.text')}
        </p>
      </CardBody>
    </Card>
  );
}
