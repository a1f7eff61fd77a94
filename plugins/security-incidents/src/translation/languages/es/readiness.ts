export default {
  readiness: {
    label: 'Cumple {{passed}} de {{total}} comprobaciones',
    check: {
      owner: 'Propietario',
      plans: 'Planes',
      reviewed: 'Revisión',
      tested: 'Prueba',
      roles: 'Roles',
      watched: 'Vigilancia',
    },
    state: {
      pass: 'en orden',
      late: 'con retraso',
      fail: 'no está en orden',
      notApplicable: 'nada que comprobar',
    },
    gaps: 'Carencias',
    gap: {
      ownerMissing: 'Falta el propietario',
      noPlan: 'No se aplica ningún plan',
      planRetired: 'El plan está retirado',
      reviewOverdue: 'Revisión vencida',
      neverTested: 'Nunca probado',
      testOverdue: 'Prueba vencida',
      roleUnresolved_one: 'Un rol no lleva a nadie',
      roleUnresolved_other: '{{count}} roles no llevan a nadie',
      notWatched: 'Nadie lo vigila',
      watchInterrupted: 'Sus fuentes tienen problemas',
    },
    fix: {
      catalogFile: 'Corregir en el archivo del catálogo',
      nameOwner: 'Indique uno en el archivo del catálogo.',
      openPlan: 'Abrir el plan',
      convert: 'Convertir un playbook en plan',
      sources: 'Ver las fuentes',
    },
  },
  /** The rest is in `entityCard.ts`. */
  entityCard: {
    odd: {
      title: 'Si algo parece extraño',
      hint: 'Comuníquelo aquí. Basta una frase y no hace falta estar seguro: alguien lo comprobará.',
    },
    plans: {
      title: 'Si ocurre algo',
      all: 'Todos los planes',
      anyKind: 'Cualquier tipo',
      anyOtherKind: 'Cualquier otro tipo',
    },
    roles: {
      title: 'Quién actuaría ahora',
      nobody: 'nadie',
      more: '{{count}} más en el plan',
    },
    review: {
      title: 'Revisión y prueba',
      lastReviewed: 'Última revisión',
      lastTested: 'Última prueba',
      lastWatched: 'Último evento de sus fuentes',
      never: 'nunca',
    },
    parts: {
      title: 'Partes',
      name: 'Nombre',
      open: 'Abiertos',
      total: 'Total',
      ready: 'Preparado',
      readyLabel: 'cumple {{passed}} de {{total}}',
      totalLabel: '{{count}} en total',
      allReady:
        '{{ready}} de {{count}} servicios con incidentes superan las seis comprobaciones',
      more: '{{count}} partes más',
      counting:
        'Un incidente que afecta a varias partes cuenta una sola vez arriba.',
    },
  },
  /** The classes of incidents; other labels are in `labels.ts`. */
  label: {
    rsitClass: {
      abusiveContent: 'Contenido abusivo',
      maliciousCode: 'Código malicioso',
      informationGathering: 'Obtención de información',
      intrusionAttempts: 'Intentos de intrusión',
      intrusions: 'Intrusiones',
      availability: 'Disponibilidad',
      informationContentSecurity: 'Compromiso de la información',
      fraud: 'Fraude',
      vulnerable: 'Vulnerable',
      other: 'Otros',
      test: 'Prueba',
    },
  },
};
