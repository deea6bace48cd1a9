import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig } from 'vite'
import remixOptions from './remix.config.js'

export default defineConfig({
  plugins: [remix(remixOptions)],
  cacheDir: '.cache/vite',
  build: { target: 'es2022', sourcemap: false },
})
