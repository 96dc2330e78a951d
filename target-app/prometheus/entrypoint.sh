#!/bin/sh
# SCRAPED holds one word per replica: its service, its name and its port, such as `cart/cart-1:8080`.
set -eu
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
  for word in $SCRAPED; do
    address=${word#*/}
    echo "      - { targets: ['$address'], labels: { service: '${word%%/*}', replica: '${address%:*}' } }"
  done
} >/tmp/prometheus.yml
exec prometheus --config.file=/tmp/prometheus.yml --storage.tsdb.path=/tmp/data --storage.tsdb.retention.time=6h \
  --web.external-url=http://shop/monitor --web.route-prefix=/monitor --log.level=info
