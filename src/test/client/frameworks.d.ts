// SPDX-License-Identifier: Apache-2.0
// As much of React, Vue and Angular as the examples of the documentation use.
declare module 'react' {
  export function useState<T>(value: T): [T, (value: T) => void];
  export function useEffect(effect: () => void | (() => void), on: unknown[]): void;
}

declare module 'vue' {
  export function ref<T>(value: T): { value: T };
}

declare module '@angular/core' {
  export function Injectable(options: { providedIn: 'root' }): (type: unknown, context: ClassDecoratorContext) => void;
  export function signal<T>(value: T): { (): T; set(value: T): void };
}

declare namespace JSX {
  interface IntrinsicElements {
    [name: string]: Record<string, unknown>;
  }
}

// The compiler of Vue knows it.
declare function defineEmits<T extends Record<string, unknown[]>>(): <E extends keyof T>(event: E, ...values: T[E]) => void;
