import { analysisMessages } from './analysis';
import { clauseMessages } from './clause';
import { frozenMessages } from './frozen';
import { importMessages } from './imports';
import { overviewMessages } from './overview';
import { scopeMessages } from './scope';
import { servicesMessages } from './services';
import { sharedMessages } from './shared';

/** Texts of the reports. */
export const reportsMessages = {
  reports: {
    title: 'Berichte',
    subject: 'Berichte',
    nav: {
      label: 'Berichte',
      overview: 'Übersicht',
      analysis: 'Analyse',
      services: 'Services',
      clause: 'Abschnitt 8.7.3.3',
      frozen: 'Festgeschriebene Berichte',
      importExport: 'Import und Export',
    },
    forbidden: {
      title: 'Sie dürfen keine Berichte öffnen',
      hint: 'Berichte benötigen die Berechtigung security-incidents.reports.read. Wenden Sie sich an die Administration dieses Portals.',
    },
    ...sharedMessages,
  },
  reportAnalysis: analysisMessages,
  reportClause: clauseMessages,
  reportFrozen: frozenMessages,
  reportImport: importMessages,
  reportOverview: overviewMessages,
  reportScope: scopeMessages,
  reportServices: servicesMessages,
} as const;
