#!/bin/sh
# Each variable holds one word per replica: its service, its name and its port, such as `cart/cart-1:8080`. SCRAPED have
# metrics of their own; of the others an exporter tells, which runs beside Prometheus.
set -eu

replicas() {
  for word in $1; do
    address=${word#*/}
    echo "      - { targets: ['$2$address$3'], labels: { service: '${word%%/*}', replica: '${address%:*}' } }"
  done
}

# The exporter at a port is asked, and the replica's address is what it is asked about.
told_by() {
  cat <<JOB
  - job_name: $1
    metrics_path: $3
    params: { ${4:-} }
    relabel_configs:
      - { source_labels: [__address__], target_label: __param_target }
      - { source_labels: [__address__], target_label: instance }
      - { target_label: __address__, replacement: '127.0.0.1:$2' }
    static_configs:
JOB
}

{
  cat <<CONFIGURATION
global:
  scrape_interval: ${EVERY:-2s}
  scrape_timeout: 1s
  evaluation_interval: ${EVERY:-2s}
rule_files: [/etc/shop/alerts.yml]
scrape_configs:
  - job_name: shop
    static_configs:
CONFIGURATION
  replicas "$SCRAPED" '' ''
  told_by redis 9121 /scrape
  replicas "$REDIS" redis:// ''
  told_by postgres 9187 /probe
  replicas "$POSTGRES" postgresql://operator@ '/postgres?sslmode=disable&connect_timeout=1'
  told_by questions 9115 /probe 'module: [zookeeper]'
  replicas "$ZOOKEEPER" '' ''
} >/tmp/prometheus.yml

# While an exporter is away, all whom it tells of count as gone.
keep() {
  while :; do
    "$@" || true
    sleep 1
  done
}
keep prometheus-redis-exporter -redis.addr= -log-format=json &
keep prometheus-postgres-exporter --disable-settings-metrics --log.level=warn &
keep prometheus-blackbox-exporter --config.file=/etc/shop/questions.yml --log.level=warn &
exec prometheus --config.file=/tmp/prometheus.yml --storage.tsdb.path=/tmp/data --storage.tsdb.retention.time=6h \
  --web.external-url=http://shop/monitor --web.route-prefix=/monitor --log.level=info
