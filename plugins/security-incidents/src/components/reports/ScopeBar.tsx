import {
  Button,
  DateRangePicker,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Select,
} from '@backstage/ui';
import { type CalendarDate, parseDate } from '@internationalized/date';
import { RiFilter3Line, RiPrinterLine } from '@remixicon/react';
import { type ReactNode, useMemo, useState } from 'react';
import { useKeys, useKeysSetting } from '../../hooks';
import { getTimeZone } from '../../time';
import { useTranslation } from '../../translation';
import { type KeyHelp, KeysButton } from '../common';
import { useEntitySearch } from '../filters';
import { KeepView, useViews, ViewsRow } from '../views';
import { PRESETS } from './period';
import styles from './scope.module.css';
import { type ReportScopeState, SCOPE_PARAMS } from './useReportScope';

/** Kinds that a report can be narrowed to. */
export const SCOPE_KINDS = [
  'component',
  'api',
  'resource',
  'system',
  'domain',
  'group',
];
const EVERYTHING = 'everything';
const CUSTOM = 'custom' as const;

/** Zones to choose from: that of the reader and UTC first, then all others that the browser knows. */
function useZones(current: string) {
  return useMemo(() => {
    const all: string[] =
      (
        Intl as { supportedValuesOf?: (key: 'timeZone') => string[] }
      ).supportedValuesOf?.('timeZone') ?? [];
    const names = [...new Set(['UTC', getTimeZone(), current, ...all])];
    return names.map(id => ({ id, label: id.replace(/_/g, ' ') }));
  }, [current]);
}

interface FieldsProps {
  state: ReportScopeState;
  /** Shows a label above each field. */
  isLabelled?: boolean;
  /** The page is about one service. */
  hideScope?: boolean;
  /** Takes the place of the scope. */
  scope?: ReactNode;
}

function ScopeField({ state, isLabelled }: FieldsProps) {
  const { t } = useTranslation();
  const { entityRef } = state.scope;
  const label = t('reportScope.scope');
  const { options, ...field } = useEntitySearch({
    label: t('reportScope.scopeSearch'),
    kinds: SCOPE_KINDS,
    value: entityRef ? [entityRef] : [],
  });
  return (
    <Select
      {...(isLabelled ? { label } : { 'aria-label': label })}
      {...field}
      className={styles.scope}
      options={[
        { id: EVERYTHING, label: t('reportScope.everything') },
        ...options,
      ]}
      value={entityRef ?? EVERYTHING}
      onChange={value =>
        state.change({
          scope: value === EVERYTHING ? undefined : String(value ?? ''),
        })
      }
    />
  );
}

function Fields(props: FieldsProps) {
  const { state, isLabelled, hideScope } = props;
  const { scope, setDays, setPreset, change } = state;
  const { t } = useTranslation();
  const zones = useZones(scope.zone);
  const toLabel = (label: string) =>
    isLabelled ? { label } : { 'aria-label': label };
  return (
    <>
      <Select
        {...toLabel(t('reportScope.preset.label'))}
        className={styles.preset}
        options={(scope.preset ? PRESETS : [...PRESETS, CUSTOM]).map(id => ({
          id,
          label: t(`reportScope.preset.${id}`),
        }))}
        value={scope.preset ?? CUSTOM}
        onChange={value => {
          const preset = PRESETS.find(id => id === value);
          if (preset) setPreset(preset);
        }}
      />
      <DateRangePicker
        {...toLabel(t('reportScope.period'))}
        value={{ start: parseDate(scope.from), end: parseDate(scope.to) }}
        onChange={days =>
          setDays(
            days
              ? {
                  from: (days.start as CalendarDate).toString(),
                  to: (days.end as CalendarDate).toString(),
                }
              : undefined,
          )
        }
      />
      <Select
        {...toLabel(t('reportScope.zone'))}
        className={styles.zone}
        options={zones}
        search={{ placeholder: t('reportScope.zoneSearch') }}
        value={scope.zone}
        onChange={value => change({ zone: String(value ?? '') })}
      />
      {props.scope}
      {!hideScope && <ScopeField state={state} isLabelled={isLabelled} />}
    </>
  );
}

function ScopeDialog(props: FieldsProps & { onClose(): void }) {
  const { t } = useTranslation();
  return (
    <Dialog
      isOpen
      isDismissable
      onOpenChange={open => !open && props.onClose()}
      width={420}
      // The dialog of BUI is half transparent in dark.
      style={{ background: 'var(--bui-bg-app)' }}
    >
      <DialogHeader>{t('reportScope.title')}</DialogHeader>
      <DialogBody>
        <div className={styles.stack}>
          <Fields {...props} isLabelled />
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="primary" onPress={props.onClose}>
          {t('reportScope.show')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

/** Prints the report, lists the keys of the page, and what else can be done with the report. */
export function ReportActions(props: {
  /** What can be done with the report, such as freezing it. */
  actions?: ReactNode;
  /** Prints all of the report. The browser prints the page as it is unless stated. */
  onPrint?(): void;
  keys?: readonly KeyHelp[];
}) {
  const { onPrint = () => window.print() } = props;
  const { t } = useTranslation();
  const [on] = useKeysSetting();
  useKeys(on ? { p: onPrint } : {});
  return (
    <>
      <Button
        variant="secondary"
        iconStart={<RiPrinterLine aria-hidden />}
        onPress={onPrint}
      >
        {t('reportScope.print')}
      </Button>
      {props.actions}
      <KeysButton
        keys={[
          ...(props.keys ?? []),
          { keys: ['P'], does: t('reportScope.print') },
        ]}
      />
    </>
  );
}

/** Period, zone and scope of a report, all in the address. On small screens they fold into a dialog. */
export function ScopeBar(
  props: FieldsProps & Parameters<typeof ReportActions>[0],
) {
  const { state, hideScope, scope, actions, onPrint, keys } = props;
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  // A view of a service's page is of that service.
  const views = useViews(
    scope ? 'service-report-views' : 'report-views',
    SCOPE_PARAMS,
    scope !== undefined,
  );
  const fields = { state, hideScope, scope };
  return (
    <div className={styles.block}>
      <div
        className={styles.bar}
        role="toolbar"
        aria-label={t('reportScope.title')}
      >
        <div className={styles.wide}>
          <Fields {...fields} />
        </div>
        <div className={styles.narrow}>
          <Button
            variant="secondary"
            iconStart={<RiFilter3Line aria-hidden />}
            onPress={() => setOpen(true)}
          >
            {t('reportScope.title')}
          </Button>
        </div>
        <div className={styles.actions}>
          <KeepView state={views} />
          <ReportActions actions={actions} onPrint={onPrint} keys={keys} />
        </div>
      </div>
      <ViewsRow state={views} />
      {isOpen && <ScopeDialog {...fields} onClose={() => setOpen(false)} />}
    </div>
  );
}
