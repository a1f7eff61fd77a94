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
    title: 'Rapports',
    subject: 'les rapports',
    nav: {
      label: 'Rapports',
      overview: 'Vue d’ensemble',
      analysis: 'Analyse',
      services: 'Services',
      clause: 'Clause 8.7.3.3',
      frozen: 'Rapports figés',
      importExport: 'Import et export',
    },
    forbidden: {
      title: 'Vous ne pouvez pas ouvrir les rapports',
      hint: 'Les rapports exigent la permission security-incidents.reports.read. Adressez-vous à l’administrateur du portail.',
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
