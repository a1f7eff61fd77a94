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
    title: 'レポート',
    subject: 'レポート',
    nav: {
      label: 'レポート',
      overview: '概要',
      analysis: '分析',
      services: 'サービス',
      clause: '箇条 8.7.3.3',
      frozen: '確定レポート',
      importExport: 'インポートとエクスポート',
    },
    forbidden: {
      title: 'レポートを開けません',
      hint: 'レポートには権限 security-incidents.reports.read が必要です。このポータルの管理者に依頼してください。',
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
