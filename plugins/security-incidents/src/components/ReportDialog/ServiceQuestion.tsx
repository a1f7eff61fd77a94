import {
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import {
  catalogApiRef,
  getEntityRelations,
} from '@backstage/plugin-catalog-react';
import { Button, Checkbox } from '@backstage/ui';
import { RiCpuLine } from '@remixicon/react';
import { useState } from 'react';
import useAsync from 'react-use/esm/useAsync';
import { useTranslation } from '../../translation';
import { EntityCombobox, EntityName, type NamedEntity } from '../common';
import styles from './ReportDialog.module.css';

const SERVICE_KINDS = ['Component', 'API', 'Resource', 'System'];

/** Type and owner of a service, once the catalog answers. */
function Description(props: { entityRef: string }) {
  const { entityRef } = props;
  const { t } = useTranslation();
  const catalogApi = useApi(catalogApiRef);
  const { value: entity } = useAsync(
    () => catalogApi.getEntityByRef(entityRef),
    [catalogApi, entityRef],
  );
  if (!entity) return null;
  const [owner] = getEntityRelations(entity, RELATION_OWNED_BY);
  const type = String(
    entity.spec?.type ?? entity.kind.toLocaleLowerCase('en-US'),
  );
  return (
    <>
      {owner
        ? t('reportDialog.service.ownedBy', {
            type,
            owner: <EntityName entityRef={stringifyEntityRef(owner)} />,
          })
        : t('reportDialog.service.noOwner', { type })}
    </>
  );
}

/** Which service the report is about: the one whose page it started on, another one, or not known. */
export function ServiceQuestion(props: {
  /** The service whose page the dialog was opened on. */
  here?: NamedEntity;
  value?: NamedEntity;
  unknown: boolean;
  onChange(value: NamedEntity | undefined): void;
  onUnknown(unknown: boolean): void;
}) {
  const { here, value, unknown } = props;
  const { t } = useTranslation();
  const [isPicking, setPicking] = useState(
    !here || value?.entityRef !== here.entityRef,
  );
  if (!isPicking && here) {
    return (
      <div>
        <p className={styles.label}>{t('reportDialog.service.label')}</p>
        <div className={styles.service}>
          <RiCpuLine size={16} aria-hidden />
          <span>{here.title}</span>
          <span className={styles.hint}>
            <Description entityRef={here.entityRef} />
          </span>
          <Button
            size="small"
            variant="tertiary"
            aria-label={t('reportDialog.service.changeLabel')}
            onPress={() => setPicking(true)}
          >
            {t('reportDialog.service.change')}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div>
      {unknown ? (
        <p className={styles.label}>{t('reportDialog.service.label')}</p>
      ) : (
        <EntityCombobox
          label={t('reportDialog.service.label')}
          kinds={SERVICE_KINDS}
          value={value}
          onChange={props.onChange}
          description={t('reportDialog.service.hint')}
        />
      )}
      <Checkbox isSelected={unknown} onChange={props.onUnknown}>
        {t('reportDialog.service.unknown')}
      </Checkbox>
    </div>
  );
}
