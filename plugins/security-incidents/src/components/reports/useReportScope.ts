import {
  INCIDENT_STATUSES,
  type ReportQuery,
} from 'backstage-plugin-security-incidents-common';
import { DateTime, IANAZone } from 'luxon';
import { useCallback, useMemo } from 'react';
import { type FilterChanges, useListAddress } from '../../hooks';
import { useRouteRef } from '../../navigation';
import { rootRouteRef } from '../../routes';
import { getTimeZone } from '../../time';
import {
  type Days,
  findPreset,
  getPresetDays,
  isDay,
  type Preset,
  PRESETS,
  toMoments,
} from './period';

/** The parameters of the address that say what is reported on. They are kept when the view changes. */
export const SCOPE_PARAMS = ['from', 'to', 'period', 'zone', 'scope'] as const;

/** What is reported on. */
export interface ReportScope extends Days {
  zone: string;
  /** A service, system, domain or group; everything that the reader may see when absent. */
  entityRef?: string;
  /** The named period that these days are. */
  preset?: Preset;
}

function readScope(params: URLSearchParams): ReportScope {
  const named = params.get('zone') ?? '';
  const zone = IANAZone.isValidZone(named) ? named : getTimeZone();
  const now = DateTime.local({ zone });
  const [from, to] = [params.get('from'), params.get('to')];
  const asked = PRESETS.find(preset => preset === params.get('period'));
  const days: Days =
    isDay(from) && isDay(to) && from <= to
      ? { from, to }
      : getPresetDays(asked ?? PRESETS[0], now);
  return {
    ...days,
    zone,
    preset: findPreset(days, now),
    entityRef: params.get('scope') ?? undefined,
  };
}

/** The part of an address that says what is reported on, with its question mark; empty when nothing was chosen. */
export function toScopeSearch(params: URLSearchParams): string {
  const kept = new URLSearchParams(
    [...params].filter(([name]) => SCOPE_PARAMS.some(param => param === name)),
  ).toString();
  return kept && `?${kept}`;
}

/** Reads and changes what is reported on, and links to the incidents that a number counts. */
export function useReportScope() {
  const { params, change, hrefOf, turn } = useListAddress();
  const root = useRouteRef(rootRouteRef)();
  const scope = useMemo(() => readScope(params), [params]);
  const { from, to, zone, entityRef } = scope;
  const query = useMemo<ReportQuery>(
    () => ({ from, to, zone, entityRef: entityRef ? [entityRef] : undefined }),
    [from, to, zone, entityRef],
  );
  const moments = useMemo(
    () => toMoments({ from, to }, zone),
    [from, to, zone],
  );

  const setDays = useCallback(
    (days: Days | undefined) =>
      change({ from: days?.from, to: days?.to, period: undefined }),
    [change],
  );
  /** A named period moves with the calendar, so its name is kept rather than its days. */
  const setPreset = useCallback(
    (preset: Preset) =>
      change({
        from: undefined,
        to: undefined,
        period: preset === PRESETS[0] ? undefined : preset,
      }),
    [change],
  );
  /**
   * The list of incidents, with the period and the scope of the report and these filters. Merged ones count within another
   * one, so they are left out unless the filters say more.
   */
  const rowsOf = useCallback(
    (filters: FilterChanges = {}) => {
      const rows = new URLSearchParams({ open: 'false', ...moments });
      if (entityRef) rows.set('service', entityRef);
      INCIDENT_STATUSES.filter(status => status !== 'merged').forEach(status =>
        rows.append('status', status),
      );
      for (const [name, value] of Object.entries(filters)) {
        rows.delete(name);
        (Array.isArray(value) ? value : [value])
          .filter((item): item is string => Boolean(item))
          .forEach(item => rows.append(name, item));
      }
      return `${root}?${rows}`;
    },
    [moments, entityRef, root],
  );
  /** The address of another page of reports, with what is reported on kept. */
  const keepScope = useCallback(
    (path: string, also: FilterChanges = {}) => {
      const kept = new URLSearchParams(toScopeSearch(params));
      for (const [name, value] of Object.entries(also)) {
        kept.delete(name);
        if (value) kept.set(name, String(value));
      }
      const search = kept.toString();
      return search ? `${path}?${search}` : path;
    },
    [params],
  );
  return {
    scope,
    /** The same for the API. */
    query,
    /** The first moment of the period and the one after its last, in ISO-8601 UTC. */
    moments,
    params,
    change,
    hrefOf,
    turn,
    setDays,
    setPreset,
    rowsOf,
    keepScope,
  };
}

/** What {@link useReportScope} gives. */
export type ReportScopeState = ReturnType<typeof useReportScope>;
