import { useApi } from '@backstage/core-plugin-api';
import {
  Alert,
  Button,
  ButtonIcon,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Select,
  TextField,
} from '@backstage/ui';
import { RiCloseLine, RiFileLockLine } from '@remixicon/react';
import { usePermission } from '@backstage/plugin-permission-react';
import { useQueryClient } from '@tanstack/react-query';
import {
  reportsFreezePermission,
  TLP_MARKINGS,
  type Tlp,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { reportsApiRef } from '../../api';
import { useAppNavigate, useRouteRef } from '../../navigation';
import { queryKeys, useFrozenReports } from '../../queries';
import { frozenReportRouteRef } from '../../routes';
import { useTranslation } from '../../translation';
import {
  EntityCombobox,
  EntityName,
  errorMessage,
  type NamedEntity,
} from '../common';
import { getDayTexts } from '../reports/period';
import styles from '../reports/reports.module.css';
import type { ReportScopeState } from '../reports/useReportScope';
import page from './FrozenReportsPage.module.css';

const MAX_NAME = 200;
const MAX_READERS = 50;
const HIGHEST = 'highest';
const NOTHING = 'nothing';
/** Reports that a new one can replace, the newest first. */
const OFFERED = 50;

/** What is frozen. */
export type FreezeTarget = Pick<ReportScopeState, 'scope' | 'query'>;

function Readers(props: {
  readers: readonly NamedEntity[];
  onChange(readers: NamedEntity[]): void;
}) {
  const { readers, onChange } = props;
  const { t } = useTranslation();
  return (
    <fieldset className={page.readers}>
      <legend>{t('reportFrozen.freeze.readers')}</legend>
      <p className={styles.quiet}>{t('reportFrozen.freeze.readersHint')}</p>
      <ul className={styles.list}>
        {readers.map(({ entityRef, title }) => (
          <li key={entityRef} className={page.reader}>
            {title}
            <ButtonIcon
              variant="tertiary"
              size="small"
              icon={<RiCloseLine aria-hidden />}
              aria-label={t('reportFrozen.freeze.removeReader', {
                name: title,
              })}
              onPress={() =>
                onChange(readers.filter(other => other.entityRef !== entityRef))
              }
            />
          </li>
        ))}
      </ul>
      {readers.length < MAX_READERS && (
        <EntityCombobox
          // Another field for the next one.
          key={readers.length}
          label={t('reportFrozen.freeze.reader')}
          kinds={['user', 'group']}
          onChange={reader =>
            reader &&
            !readers.some(({ entityRef }) => entityRef === reader.entityRef) &&
            onChange([...readers, reader])
          }
        />
      )}
    </fieldset>
  );
}

/** Stores the numbers of the period as they stand now. */
function FreezeDialog(props: {
  target: FreezeTarget;
  supersedes?: string;
  onClose(): void;
}) {
  const { target, onClose } = props;
  const { scope, query } = target;
  const { t } = useTranslation();
  const api = useApi(reportsApiRef);
  const client = useQueryClient();
  const navigate = useAppNavigate();
  const link = useRouteRef(frozenReportRouteRef);
  const { data: others } = useFrozenReports({ limit: OFFERED });
  const days = t('reportScope.days', getDayTexts(scope));
  const [name, setName] = useState<string>(days);
  const [readers, setReaders] = useState<NamedEntity[]>([]);
  const [marking, setMarking] = useState<Tlp>();
  const [supersedes, setSupersedes] = useState(props.supersedes);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Error>();
  const freeze = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const { id } = await api.freezeReport({
        name: name.trim(),
        from: query.from,
        to: query.to,
        zone: query.zone,
        scope: query.entityRef && { entityRef: query.entityRef },
        readers: readers.map(({ entityRef }) => entityRef),
        marking,
        supersedes,
      });
      await client.invalidateQueries({ queryKey: queryKeys.report('frozen') });
      onClose();
      navigate(link({ id }));
    } catch (error) {
      setProblem(error as Error);
      setBusy(false);
    }
  };
  return (
    <Dialog
      isOpen
      isDismissable={!busy}
      onOpenChange={open => !open && onClose()}
      width={520}
      // The dialog of BUI is half transparent in dark.
      style={{ background: 'var(--bui-bg-app)' }}
    >
      <DialogHeader>{t('reportFrozen.freeze.title')}</DialogHeader>
      <DialogBody>
        <div className={page.dialog}>
          <p>
            {t('reportFrozen.freeze.intro', {
              days: t('reportFrozen.days', {
                ...getDayTexts(scope),
                zone: scope.zone,
              }),
            })}{' '}
            {scope.entityRef ? (
              <EntityName entityRef={scope.entityRef} />
            ) : (
              t('reportFrozen.freeze.everything')
            )}
          </p>
          <TextField
            label={t('reportFrozen.freeze.name')}
            isRequired
            maxLength={MAX_NAME}
            value={name}
            onChange={setName}
          />
          <Readers readers={readers} onChange={setReaders} />
          <Select
            label={t('reportFrozen.freeze.marking')}
            description={t('reportFrozen.freeze.markingHint')}
            options={[
              { id: HIGHEST, label: t('reportFrozen.freeze.highest') },
              ...TLP_MARKINGS.map(id => ({ id, label: `TLP:${id}` })),
            ]}
            value={marking ?? HIGHEST}
            onChange={value =>
              setMarking(TLP_MARKINGS.find(known => known === value))
            }
          />
          {others && others.items.length > 0 && (
            <Select
              label={t('reportFrozen.freeze.supersedes')}
              description={t('reportFrozen.freeze.supersedesHint')}
              options={[
                { id: NOTHING, label: t('reportFrozen.freeze.nothing') },
                ...others.items
                  .filter(({ supersededBy }) => !supersededBy)
                  .map(({ id, name: label }) => ({ id, label })),
              ]}
              value={supersedes ?? NOTHING}
              onChange={value =>
                setSupersedes(value === NOTHING ? undefined : String(value))
              }
            />
          )}
          {problem && (
            <Alert status="danger" icon title={errorMessage(problem)} />
          )}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" isDisabled={busy} onPress={onClose}>
          {t('common.cancel')}
        </Button>
        <Button
          variant="primary"
          isPending={busy}
          isDisabled={name.trim() === ''}
          onPress={freeze}
        >
          {t('reportFrozen.freeze.send')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

/** Freezes the report of the period; absent for readers who may not. */
export function FreezeButton(props: {
  target: FreezeTarget;
  supersedes?: string;
  label?: string;
  isPrimary?: boolean;
}) {
  const { t } = useTranslation();
  const { allowed } = usePermission({ permission: reportsFreezePermission });
  const [isOpen, setOpen] = useState(false);
  if (!allowed) return null;
  return (
    <>
      <Button
        variant={props.isPrimary ? 'primary' : 'secondary'}
        iconStart={<RiFileLockLine aria-hidden />}
        onPress={() => setOpen(true)}
      >
        {props.label ?? t('reportFrozen.freeze.open')}
      </Button>
      {isOpen && (
        <FreezeDialog
          target={props.target}
          supersedes={props.supersedes}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
